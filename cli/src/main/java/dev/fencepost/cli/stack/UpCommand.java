package dev.fencepost.cli.stack;

import dev.fencepost.cli.FencepostCommand;
import dev.fencepost.cli.session.Progress;
import dev.fencepost.cli.session.Session;
import dev.fencepost.local.postgres.PostgresStandby;
import dev.fencepost.local.process.ExitGuard;
import dev.fencepost.local.process.Lifetime;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "up",
    description = "Starts everything on this machine; it keeps running until 'fencepost down'.",
    footer = {
      "%nExamples:",
      "  fencepost up",
      "  fencepost up --follower        backfills then read on a standby",
      "  fencepost up --dashboard-port 8081 --coordinator-port 8080",
      "  FENCEPOST_HOME=/srv/fencepost fencepost up"
    })
public final class UpCommand extends FencepostCommand {

  @Option(
      names = "--db-port",
      paramLabel = "PORT",
      description = "PostgreSQL's port (default: a free one).")
  private int databasePort;

  @Option(
      names = "--kafka-port",
      paramLabel = "PORT",
      description = "Kafka's port (default: a free one).")
  private int kafkaPort;

  @Option(
      names = "--dashboard-port",
      paramLabel = "PORT",
      description = "Port of Flink's dashboard and REST interface (default: a free one).")
  private int dashboardPort;

  @Option(
      names = "--coordinator-port",
      paramLabel = "PORT",
      description = "The coordinator's port (default: a free one).")
  private int coordinatorPort;

  @Option(
      names = "--workers",
      paramLabel = "COUNT",
      defaultValue = "2",
      description = "How many discovery workers to start (default: ${DEFAULT-VALUE}).")
  private int workers;

  @Option(
      names = "--follower",
      description = {
        "Also start a hot standby of the database, on which backfills read.",
        "Without it, the data of an earlier standby are removed."
      })
  private boolean follower;

  public UpCommand(Session session) {
    super(session);
  }

  @Override
  protected void run() throws Exception {
    Optional<Stack> running = Stack.running(home());
    if (running.isPresent()) {
      terminal().say("everything runs already in " + home().folder());
      if (follower && PostgresStandby.running(home()).isEmpty()) {
        terminal().say("without a standby; 'fencepost down' and then 'up --follower' adds one");
      }
      tell(running.get());
      return;
    }
    tell(StackLock.whileHolding(home(), this::start));
    terminal().say("stop it with: fencepost down");
  }

  private Stack start() throws IOException {
    // What a demo left becomes the user's own by starting it.
    Files.deleteIfExists(DemoHome.marker(home()));
    ExitGuard guard = ExitGuard.arm(home());
    try (guard;
        Progress progress = new Progress(terminal(), "starting the stack")) {
      StackSettings settings =
          new StackSettings(
              databasePort,
              kafkaPort,
              dashboardPort,
              coordinatorPort,
              workers,
              follower,
              Lifetime.DETACHED,
              true,
              Detours.NONE);
      Stack stack = new StackStart(session(), settings, progress).start();
      progress.done("everything below " + home().folder());
      guard.release();
      return stack;
    }
  }

  private void tell(Stack stack) {
    terminal().say("  dashboard    " + stack.dashboardUrl());
    terminal().say("  coordinator  " + stack.coordinatorUrl());
    terminal().say("  database     " + stack.database().jdbcUrl());
    PostgresStandby.running(home())
        .ifPresent(standby -> terminal().say("  standby      " + standby.jdbcUrl()));
    terminal().say("  Kafka        " + stack.kafka().bootstrapServers());
  }
}
