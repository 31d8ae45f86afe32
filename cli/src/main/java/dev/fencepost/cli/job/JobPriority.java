package dev.fencepost.cli.job;

import dev.fencepost.cli.DatabaseCommand;
import dev.fencepost.cli.session.ChangeOptions;
import dev.fencepost.cli.session.Session;
import dev.fencepost.engine.job.JobCommands;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "priority",
    description =
        "Changes the share of the workers that jobs get: twice the priority, twice the tasks.",
    footer = {"%nExamples:", "  fencepost job priority 12 50 --reason 'wanted by noon'"})
public final class JobPriority extends DatabaseCommand {

  @Mixin private TargetOption target = new TargetOption();

  @Parameters(index = "1", paramLabel = "PRIORITY", description = "1 to 100; 10 is usual.")
  private int priority;

  @Mixin private ChangeOptions options = new ChangeOptions();

  public JobPriority(Session session) {
    super(session);
  }

  @Override
  protected void run() {
    String change = "priority " + priority + " for " + target.target().text();
    if (options.isDryRun()) {
      terminal().say("would set " + change);
      return;
    }
    options.confirm("set " + change + "?");
    new JobCommands(database())
        .prioritise(target.target(), priority, session().actor(), options.reason());
    terminal().say(target.target().text() + " has priority " + priority + " from now on");
  }
}
