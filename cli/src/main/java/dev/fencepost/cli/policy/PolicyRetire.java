package dev.fencepost.cli.policy;

import dev.fencepost.cli.session.Session;
import dev.fencepost.engine.fence.Fence;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

@Command(
    name = "retire",
    description = "Ends a policy; its results stay as history.",
    footer = {
      "%nExamples:",
      "  fencepost policy retire ssn-outside-hr --reason 'too noisy'",
      "  fencepost policy retire ssn-outside-hr --yes"
    })
public final class PolicyRetire extends PolicyStopCommand {

  public PolicyRetire(Session session) {
    super(session, "retire", "retired");
  }

  @Override
  void stop(Fence fence, String policy, String actor, @Nullable String reason) {
    fence.retire(policy, actor, reason);
  }
}
