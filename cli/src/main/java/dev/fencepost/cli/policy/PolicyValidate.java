package dev.fencepost.cli.policy;

import dev.fencepost.cli.FencepostCommand;
import dev.fencepost.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "validate",
    description = "Checks policy files without any server: syntax, names, types, limits.",
    footer = {
      "%nExamples:",
      "  fencepost policy validate examples/policies/",
      "  fencepost policy validate ssn.yaml cards.yaml"
    })
public final class PolicyValidate extends FencepostCommand {

  @Mixin private PolicyPaths paths = new PolicyPaths();

  public PolicyValidate(Session session) {
    super(session);
  }

  @Override
  protected void run() {
    int count = paths.readValid(terminal()).size();
    terminal().say(count + (count == 1 ? " policy is valid" : " policies are valid"));
  }
}
