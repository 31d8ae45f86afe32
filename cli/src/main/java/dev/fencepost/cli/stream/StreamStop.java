package dev.fencepost.cli.stream;

import dev.fencepost.cli.session.Session;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "stop",
    description = "Stops the landing job with a savepoint and prints where that is.",
    footer = {
      "%nExamples:",
      "  fencepost stream stop",
      "  fencepost stream stop --savepoint-folder file:///srv/savepoints"
    })
public final class StreamStop extends FlinkOnlyCommand {

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
    LandingJob landing = landing();
    String id = live(landing).id();
    terminal()
        .data(landing.rest().stopWithSavepoint(id, folder, Duration.ofSeconds(timeoutSeconds)));
    terminal().say("the landing job is stopped; findings stay in Kafka until it runs again");
  }
}
