package dev.fencepost.cli.backfill;

import dev.fencepost.cli.DatabaseCommand;
import dev.fencepost.cli.session.Session;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "run",
    description = {
      "Judges the history of an activation in a process of its own, and waits for it.",
      "When another process does so already, follows it instead.",
      "After an interruption, running it again does what is left."
    },
    footer = {
      "%nExamples:",
      "  fencepost backfill run 3",
      "  fencepost backfill run 3 --read followers",
      "  fencepost backfill run 3 --timeout 60"
    })
public final class BackfillRunCommand extends DatabaseCommand {

  @Parameters(paramLabel = "JOB", description = "The number that 'policy apply' printed.")
  private long job;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "86400",
      description = "How long to wait (default: ${DEFAULT-VALUE}).")
  private long timeoutSeconds;

  @Mixin private ReadOptions reading = new ReadOptions();

  public BackfillRunCommand(Session session) {
    super(session);
  }

  @Override
  protected void run() {
    new BackfillRun(session(), addresses(), reading).run(job, Duration.ofSeconds(timeoutSeconds));
  }
}
