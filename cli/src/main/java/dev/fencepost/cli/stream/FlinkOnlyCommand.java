package dev.fencepost.cli.stream;

import dev.fencepost.cli.FencepostCommand;
import dev.fencepost.cli.connection.Addresses;
import dev.fencepost.cli.connection.ConnectionOptions;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.session.Session;
import dev.fencepost.local.flink.rest.FlinkJob;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A command that needs nothing but the cluster. */
abstract class FlinkOnlyCommand extends FencepostCommand {

  @Option(
      names = "--flink",
      paramLabel = "URL",
      description =
          "Flink's REST address (default: FENCEPOST_FLINK, then the running local stack).")
  private @Nullable String flink;

  FlinkOnlyCommand(Session session) {
    super(session);
  }

  LandingJob landing() {
    ConnectionOptions.Asked asked = new ConnectionOptions.Asked(null, null, null, flink);
    return LandingJob.on(new Addresses(session(), asked).flink());
  }

  static FlinkJob live(LandingJob landing) {
    return landing
        .live()
        .orElseThrow(
            () ->
                CommandFailure.notFound(
                    "no landing job runs on the cluster; start one with 'fencepost stream submit'"));
  }
}
