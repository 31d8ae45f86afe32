package dev.fencepost.cli.scan;

import dev.fencepost.cli.DatabaseCommand;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.output.OutputOption;
import dev.fencepost.cli.session.Session;
import dev.fencepost.engine.job.OpenScan;
import dev.fencepost.engine.job.OpenScans;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "open",
    description = {
      "Opens a scan for a program of yours, which then sends the records itself.",
      "",
      "Every record bears the printed job, task, attempt and epoch, and goes to the printed",
      "partition; docs/schema says what a record looks like. End it with 'scan close'."
    },
    footer = {
      "%nExamples:",
      "  fencepost scan open --datasource crm -o json",
      "  fencepost scan open --datasource crm --give-up-after 2"
    })
public final class ScanOpen extends DatabaseCommand {

  @Mixin private OutputOption output = new OutputOption();

  @Option(
      names = "--datasource",
      required = true,
      paramLabel = "NAME",
      description = "The data source that the program reads.")
  private String datasource = "";

  @Option(
      names = "--give-up-after",
      paramLabel = "HOURS",
      defaultValue = "24",
      description = "A scan that is not closed by then has failed (default: ${DEFAULT-VALUE}).")
  private long hours;

  @Option(
      names = "--request-id",
      paramLabel = "ID",
      description = "Repeating a request with the same id opens nothing new.")
  private @Nullable String requestId;

  public ScanOpen(Session session) {
    super(session);
  }

  @Override
  protected void run() {
    if (hours < 1) {
      throw CommandFailure.usage("--give-up-after takes a whole number of hours, 1 or more");
    }
    String request = requestId == null ? UUID.randomUUID().toString() : requestId;
    OpenScan scan = new OpenScans(database()).open(request, datasource, Duration.ofHours(hours));
    output.printOne(terminal(), map(scan));
    terminal()
        .say(
            "scan "
                + scan.masterJobId()
                + " is open; close it with: fencepost scan close "
                + scan.masterJobId()
                + " --records N");
  }

  private Map<String, @Nullable Object> map(OpenScan scan) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("scan", scan.masterJobId());
    map.put("job_id", scan.jobId());
    map.put("task_id", scan.taskId());
    map.put("attempt", scan.attempt());
    map.put("scan_epoch", scan.scanEpoch());
    map.put("datasource", scan.datasource());
    map.put("node_group", scan.nodeGroup());
    map.put("bootstrap_servers", addresses().kafkaIfKnown().orElse(null));
    map.put("topic", scan.topic());
    map.put("partition", scan.partition());
    map.put("partitions", scan.partitions());
    map.put("expires_at", scan.expiresAt());
    return map;
  }
}
