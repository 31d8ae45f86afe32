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
    name = "retire",
    description = "Ends a policy; its results stay as history.",
    footer = {
      "%nExamples:",
      "  fencepost policy retire ssn-outside-hr --reason 'too noisy'",
      "  fencepost policy retire ssn-outside-hr --yes"
    })
public final class PolicyRetire extends DatabaseCommand {

  @Mixin private ChangeOptions options = new ChangeOptions();

  @Parameters(paramLabel = "POLICY", description = "A policy's name.")
  private String name = "";

  public PolicyRetire(Session session) {
    super(session);
  }

  @Override
  protected void run() {
    Database database = database();
    String known = KnownPolicy.get(new PolicyCatalog(database), name).name();
    if (options.isDryRun()) {
      terminal().say("policy '" + known + "' would be retired");
      return;
    }
    options.confirm("retire policy '" + known + "'?");
    new Fence(database).retire(known, session().actor(), options.reason());
    terminal().say("policy '" + known + "' is retired");
  }
}
