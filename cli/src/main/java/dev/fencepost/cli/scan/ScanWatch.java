package dev.fencepost.cli.scan;

import dev.fencepost.cli.DatabaseCommand;
import dev.fencepost.cli.session.Session;
import dev.fencepost.engine.job.JobBoard;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "watch",
    description = "Waits until a scan is complete.",
    footer = {"%nExamples:", "  fencepost scan watch 1", "  fencepost scan watch 1 --timeout 600"})
public final class ScanWatch extends DatabaseCommand {

  @Parameters(paramLabel = "SCAN", description = "A scan's number.")
  private long scan;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "3600",
      description = "How long to wait (default: ${DEFAULT-VALUE}).")
  private long timeoutSeconds;

  public ScanWatch(Session session) {
    super(session);
  }

  @Override
  protected void run() {
    new ScanProgress(new JobBoard(database()), scan)
        .await(terminal(), Duration.ofSeconds(timeoutSeconds));
  }
}
