package dev.fencepost.cli.scan;

import dev.fencepost.cli.DatabaseCommand;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.session.Session;
import dev.fencepost.cli.topic.EndSender;
import dev.fencepost.core.job.TaskStatus;
import dev.fencepost.engine.job.JobBoard;
import dev.fencepost.engine.job.OpenScan;
import dev.fencepost.engine.job.OpenScans;
import dev.fencepost.engine.job.OpenScans.Opened;
import dev.fencepost.sql.transaction.Database;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "close",
    description = {
      "Ends a scan that was opened for a program: sends its END, and waits until all is durable.",
      "",
      "With --records, findings that an earlier scan left and this one did not send are gone from",
      "the source. Close a scan only after the program has its last acknowledgement."
    },
    footer = {
      "%nExamples:",
      "  fencepost scan close 7 --records 1250",
      "  fencepost scan close 7 --records 1250 --failures 3",
      "  fencepost scan close 7 --abandon"
    })
public final class ScanClose extends DatabaseCommand {

  @Parameters(paramLabel = "SCAN", description = "The number that 'scan open' printed.")
  private long scan;

  @Option(
      names = "--records",
      paramLabel = "COUNT",
      description = {
        "How many findings and objects the program sent. When fewer arrived the scan fails.",
        "Left out, nothing is counted, and nothing is taken to be gone."
      })
  private @Nullable Long records;

  @Option(
      names = "--failures",
      paramLabel = "COUNT",
      defaultValue = "0",
      description = "How many objects could not be read; above 0, nothing is taken to be gone.")
  private long failures;

  @Option(names = "--abandon", description = "Give the scan up. What was sent stays.")
  private boolean abandon;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description = "How long to wait (default: ${DEFAULT-VALUE}).")
  private long timeoutSeconds;

  public ScanClose(Session session) {
    super(session);
  }

  @Override
  protected void run() {
    if (failures < 0 || (records != null && records < 0)) {
      throw CommandFailure.usage("a count is 0 or more");
    }
    if (abandon && records != null) {
      throw CommandFailure.usage("name either --records or --abandon");
    }
    Database database = database();
    OpenScans scans = new OpenScans(database);
    Opened opened = scans.get(scan);
    if (abandon) {
      abandon(scans, opened);
      return;
    }
    if (opened.status() == TaskStatus.RUNNING) {
      String kafka = addresses().kafka();
      OpenScan open = opened.scan();
      scans.ended(open, EndSender.send(kafka, open, records, failures));
    }
    // It may have been closed before, or the program sent its END itself.
    new ScanProgress(new JobBoard(database), scan)
        .await(terminal(), Duration.ofSeconds(timeoutSeconds));
  }

  private void abandon(OpenScans scans, Opened opened) {
    if (!scans.abandon(opened.scan())) {
      throw CommandFailure.failed("scan " + scan + " is over already: " + opened.status());
    }
    terminal().say("scan " + scan + " is given up");
  }
}
