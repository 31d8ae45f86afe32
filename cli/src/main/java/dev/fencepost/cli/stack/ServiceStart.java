package dev.fencepost.cli.stack;

import dev.fencepost.cli.datasource.Connectors;
import dev.fencepost.cli.stream.LandingJob;
import dev.fencepost.local.home.Home;
import dev.fencepost.local.postgres.PostgresStandby;
import dev.fencepost.local.process.ChildProcess;
import dev.fencepost.local.process.Ports;
import dev.fencepost.local.process.Readiness;
import dev.fencepost.local.service.JavaService;
import dev.fencepost.sql.transaction.ConnectionSource;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Fencepost's own services. */
record ServiceStart(
    Home home, StackSettings settings, ConnectionSource.Settings database, String kafka) {

  private static final Duration LIMIT = Duration.ofSeconds(90);

  /** Starts the coordinator, waits until it answers, and returns its address. */
  String coordinator() {
    int port = Ports.wantedOrFree(settings.coordinatorPort(), "the coordinator");
    String url = "http://127.0.0.1:" + port;
    Map<String, String> environment = environment(Stack.COORDINATOR);
    environment.put("FENCEPOST_PORT", Integer.toString(port));
    environment.put("FENCEPOST_LANDING_JAR", LandingJob.jar().toString());
    ChildProcess process =
        JavaService.of(
                Stack.COORDINATOR, "coordinator", "dev.fencepost.coordinator.CoordinatorMain")
            .withOptions("-Xms32m", "-Xmx192m")
            .withEnvironment(environment)
            .withFacts(Map.of("url", url, "port", Integer.toString(port)))
            .start(home, settings.lifetime());
    process.awaitReady(Readiness.http(URI.create(url + "/actuator/health")), LIMIT);
    process.keep();
    return url;
  }

  /** Starts the workers; they take tasks as soon as there are any. */
  int workers() {
    for (int number = 1; number <= settings.workers(); number++) {
      String name = Stack.WORKER + number;
      JavaService.of(name, "discovery", "dev.fencepost.discovery.worker.WorkerMain")
          .withOptions("-Xms32m", "-Xmx256m")
          .withEnvironment(worker(name))
          .start(home, settings.lifetime())
          .keep();
    }
    return settings.workers();
  }

  /**
   * Starts the process that runs the backfills that nobody runs, where one is wanted.
   *
   * @param standby where it may read
   */
  void backfills(Optional<PostgresStandby> standby) {
    if (settings.watchesBackfills()) {
      Map<String, String> environment = environment(Stack.BACKFILLS);
      standby.ifPresent(server -> environment.put("FENCEPOST_FOLLOWER_URL", server.jdbcUrl()));
      JavaService.of(Stack.BACKFILLS, "backfill-batch", "dev.fencepost.backfill.BackfillMain")
          .withOptions("-Xms32m", "-Xmx256m")
          .withArguments("--watch")
          .withEnvironment(environment)
          .start(home, settings.lifetime())
          .keep();
    }
  }

  private Map<String, String> worker(String name) {
    Map<String, String> environment = environment(name);
    environment.put("FENCEPOST_HASH_KEY", HashKey.of(home));
    environment.put("FENCEPOST_CONNECTORS", Connectors.folder(home).toString());
    return environment;
  }

  private Map<String, String> environment(String nodeId) {
    Map<String, String> environment = new HashMap<>();
    environment.put("FENCEPOST_DB_URL", database.url());
    environment.put("FENCEPOST_DB_USER", database.user());
    environment.put("FENCEPOST_DB_PASSWORD", "");
    environment.put("FENCEPOST_KAFKA", kafka);
    environment.put("FENCEPOST_NODE_GROUP", "default");
    environment.put("FENCEPOST_NODE_ID", nodeId);
    return environment;
  }
}
