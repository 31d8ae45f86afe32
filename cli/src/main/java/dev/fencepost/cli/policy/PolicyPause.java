package dev.fencepost.cli.policy;

import dev.fencepost.cli.session.Session;
import dev.fencepost.engine.fence.Fence;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

@Command(
    name = "pause",
    description =
        "Stops judging by a policy; its results stay as they are. Applying its file again resumes it.",
    footer = {
      "%nExamples:",
      "  fencepost policy pause ssn-outside-hr --reason 'too noisy'",
      "  fencepost policy pause ssn-outside-hr --yes"
    })
public final class PolicyPause extends PolicyStopCommand {

  public PolicyPause(Session session) {
    super(session, "pause", "paused");
  }

  @Override
  void stop(Fence fence, String policy, String actor, @Nullable String reason) {
    fence.pause(policy, actor, reason);
  }
}
