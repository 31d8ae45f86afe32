package dev.fencepost.cli.policy;

import dev.fencepost.cli.DatabaseCommand;
import dev.fencepost.cli.session.Session;
import dev.fencepost.engine.fence.Fence;
import dev.fencepost.engine.review.PolicyCatalog;
import dev.fencepost.sql.transaction.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "pause",
    description =
        "Stops judging by a policy; its results stay as they are. Applying its file again resumes it.",
    footer = {
      "%nExamples:",
      "  fencepost policy pause ssn-outside-hr --reason 'too noisy'",
      "  fencepost policy pause ssn-outside-hr --yes"
    })
public final class PolicyPause extends DatabaseCommand {

  @Mixin private ChangeOptions options = new ChangeOptions();

  @Parameters(paramLabel = "POLICY", description = "A policy's name.")
  private String name = "";

  public PolicyPause(Session session) {
    super(session);
  }

  @Override
  protected void run() {
    Database database = database();
    String known = KnownPolicy.get(new PolicyCatalog(database), name).name();
    if (options.isDryRun()) {
      terminal().say("policy '" + known + "' would be paused");
      return;
    }
    options.confirm("pause policy '" + known + "'?");
    new Fence(database).pause(known, session().actor(), options.reason());
    terminal().say("policy '" + known + "' is paused");
  }
}
