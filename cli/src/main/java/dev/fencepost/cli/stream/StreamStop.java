package dev.fencepost.cli.stream;

import dev.fencepost.cli.DatabaseCommand;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.session.Session;
import dev.fencepost.engine.supervise.LandingWishes;
import dev.fencepost.flink.FlinkJob;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "stop",
    description = {
      "Stops the landing job with a savepoint and prints where that is.",
      "It stays stopped until it is submitted again."
    },
    footer = {
      "%nExamples:",
      "  fencepost stream stop",
      "  fencepost stream stop --savepoint-folder file:///srv/savepoints"
    })
public final class StreamStop extends DatabaseCommand {

  @Option(
      names = "--savepoint-folder",
      paramLabel = "URL",
      description = "Where to write it (default: the cluster's own folder).")
  private @Nullable String folder;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "How long to wait (default: ${DEFAULT-VALUE}).")
  private long timeoutSeconds;

  public StreamStop(Session session) {
    super(session);
  }

  @Override
  protected void run() {
    // First of all, so that no supervisor begins it anew.
    new LandingWishes(database()).doNotWant(session().actor());
    LandingJob landing = LandingJob.on(addresses().flink());
    String id =
        landing
            .live()
            .map(FlinkJob::id)
            .orElseThrow(
                () -> CommandFailure.notFound("no landing job runs; none will be submitted"));
    terminal()
        .data(landing.rest().stopWithSavepoint(id, folder, Duration.ofSeconds(timeoutSeconds)));
    terminal().say("the landing job is stopped; findings stay in Kafka until it runs again");
  }
}
