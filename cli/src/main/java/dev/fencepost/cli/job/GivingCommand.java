package dev.fencepost.cli.job;

import dev.fencepost.cli.DatabaseCommand;
import dev.fencepost.cli.session.ChangeOptions;
import dev.fencepost.cli.session.Session;
import dev.fencepost.core.job.JobCommand;
import dev.fencepost.core.job.WaitReason;
import dev.fencepost.engine.job.GivenCommand;
import dev.fencepost.engine.job.GivenCommand.Outcome;
import dev.fencepost.engine.job.JobBoard;
import dev.fencepost.engine.job.JobCommands;
import dev.fencepost.sql.transaction.Database;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/** A command that is given to jobs; says for each what became of it. */
abstract class GivingCommand extends DatabaseCommand {

  @Mixin private TargetOption target = new TargetOption();

  @Mixin private ChangeOptions options = new ChangeOptions();

  private final JobCommand command;

  GivingCommand(Session session, JobCommand command) {
    super(session);
    this.command = command;
  }

  @Override
  protected final void run() {
    Database database = database();
    JobBoard board = new JobBoard(database);
    if (options.isDryRun()) {
      target
          .jobs(board)
          .forEach(
              job ->
                  terminal()
                      .say(
                          "would " + command.verb() + " job " + job.jobId() + ", " + job.status()));
      return;
    }
    options.confirm(command.verb() + " " + target.target().text() + "?");
    new JobCommands(database)
        .give(command, target.target(), session().actor(), options.reason())
        .forEach(given -> say(board, given));
  }

  private void say(JobBoard board, GivenCommand given) {
    terminal().say("job " + given.jobId() + " " + given.sentence() + why(board, given));
  }

  /** What is left to its owner may wait for one. */
  private static String why(JobBoard board, GivenCommand given) {
    if (given.outcome() != Outcome.PENDING) {
      return "";
    }
    @Nullable WaitReason waiting = board.show(given.jobId()).job().waiting();
    return waiting == null ? "" : "; " + waiting.sentence();
  }
}
