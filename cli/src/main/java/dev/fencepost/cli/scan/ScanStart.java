package dev.fencepost.cli.scan;

import dev.fencepost.cli.DatabaseCommand;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.session.Session;
import dev.fencepost.core.detection.DetectionSettings;
import dev.fencepost.engine.job.JobBoard;
import dev.fencepost.engine.job.MasterJob;
import dev.fencepost.engine.job.ScanSpecification;
import dev.fencepost.engine.job.Scans;
import dev.fencepost.sql.transaction.Database;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "start",
    description = "Starts a scan and prints its number.",
    footer = {
      "%nExamples:",
      "  fencepost scan start nightly",
      "  fencepost scan start --datasource docs --datasource hr --watch"
    })
public final class ScanStart extends DatabaseCommand {

  @Parameters(arity = "0..1", paramLabel = "TEMPLATE", description = "A scan template's name.")
  private @Nullable String template;

  @Option(
      names = "--datasource",
      paramLabel = "NAME",
      description = "A data source to scan instead of a template's. Repeatable.")
  private List<String> datasources = List.of();

  @Option(
      names = "--request-id",
      paramLabel = "ID",
      description = "Repeating a request with the same id starts nothing new.")
  private @Nullable String requestId;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the audit log.")
  private @Nullable String reason;

  @Option(names = "--watch", description = "Wait until the scan is complete.")
  private boolean watch;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "3600",
      description = "How long --watch waits (default: ${DEFAULT-VALUE}).")
  private long timeoutSeconds;

  public ScanStart(Session session) {
    super(session);
  }

  @Override
  protected void run() {
    if ((template == null) == datasources.isEmpty()) {
      throw CommandFailure.usage("name either a template or data sources with --datasource");
    }
    Database database = database();
    Scans scans = new Scans(database, session().actor(), reason);
    String request = requestId == null ? UUID.randomUUID().toString() : requestId;
    MasterJob scan =
        template == null
            ? scans.start(request, new ScanSpecification(datasources, DetectionSettings.EVERYTHING))
            : scans.startTemplate(request, template);
    terminal().data(Long.toString(scan.masterJobId()));
    terminal().say("scan " + scan.masterJobId() + " is queued");
    if (watch) {
      ScanProgress progress = new ScanProgress(new JobBoard(database), scan.masterJobId());
      progress.await(terminal(), Duration.ofSeconds(timeoutSeconds));
    }
  }
}
