package dev.fencepost.cli.stack;

import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.failure.ExitCode;
import dev.fencepost.cli.session.Progress;
import dev.fencepost.cli.session.Session;
import dev.fencepost.cli.stream.LandingJob;
import dev.fencepost.cli.topic.Topics;
import dev.fencepost.engine.supervise.LandingWishes;
import dev.fencepost.local.flink.FlinkCluster;
import dev.fencepost.local.flink.FlinkSettings;
import dev.fencepost.local.home.Home;
import dev.fencepost.local.home.ProjectRoot;
import dev.fencepost.local.kafka.KafkaServer;
import dev.fencepost.local.kafka.KafkaSettings;
import dev.fencepost.local.keep.Keeper;
import dev.fencepost.local.postgres.PostgresServer;
import dev.fencepost.local.postgres.PostgresSettings;
import dev.fencepost.local.postgres.PostgresStandby;
import dev.fencepost.local.process.ClassArchives;
import dev.fencepost.local.process.Lifetime;
import dev.fencepost.local.process.ProcessTable;
import dev.fencepost.sql.migration.Schema;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.sql.transaction.Database;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Starts everything, what does not depend on each other at the same time. */
public final class StackStart {

  private static final int STEPS = 7;
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final Home home;
  private final String actor;
  private final StackSettings settings;
  private final Progress progress;
  private final AtomicInteger steps = new AtomicInteger();

  public StackStart(Session session, StackSettings settings, Progress progress) {
    this.home = session.home();
    this.actor = session.actor();
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * Returns when the landing job runs and the coordinator answers; from then on a keeper starts
   * again what dies. What an earlier stack left running is stopped first. The caller holds the
   * home's lock and an exit guard.
   */
  public Stack start() {
    new ProcessTable(home).stopAll();
    settings.requireFreePorts();
    ExecutorService pool = Executors.newCachedThreadPool();
    try {
      Future<PostgresServer> database = pool.submit(step("PostgreSQL is up", this::database));
      Future<KafkaServer> kafka = pool.submit(step("Kafka is up", this::kafka));
      Future<FlinkCluster> flink = pool.submit(step("Flink is up", this::flink));
      PostgresServer databaseServer = result("PostgreSQL", database);
      KafkaServer broker = result("Kafka", kafka);
      Future<Optional<PostgresStandby>> standby = pool.submit(() -> standby(databaseServer));
      ServiceStart services =
          new ServiceStart(home, settings, seenByParts(databaseServer), broker.bootstrapServers());
      Future<String> coordinator =
          pool.submit(step("the coordinator answers", services::coordinator));
      Future<Integer> workers = pool.submit(step("the workers are started", services::workers));
      FlinkCluster cluster = result("Flink", flink);
      Future<String> landing =
          pool.submit(
              step(
                  "the landing job runs",
                  () ->
                      LandingJob.on(settings.detours().flink(cluster.restUrl(), cluster.restPort()))
                          .ensure(seenByParts(databaseServer), broker.bootstrapServers(), actor)));
      String url = result("the coordinator", coordinator);
      result("the workers", workers);
      services.backfills(result("the standby", standby));
      result("the landing job", landing);
      result(
          "the keeper",
          pool.submit(
              step("the keeper looks after all", () -> Keeper.start(home, settings.lifetime()))));
      ClassArchives.of(ProjectRoot.find()).makeMissing(home);
      return new Stack(databaseServer, broker, cluster, url);
    } finally {
      end(pool);
    }
  }

  /** Nothing may start any more when the caller stops everything. */
  private static void end(ExecutorService pool) {
    pool.shutdownNow();
    try {
      if (!pool.awaitTermination(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw CommandFailure.timedOut(
            "gave up after " + LIMIT.toSeconds() + " s waiting for starting parts to end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private PostgresServer database() throws SQLException {
    PostgresServer server =
        PostgresServer.start(
            home,
            PostgresSettings.in(home)
                .withPort(settings.databasePort())
                .withLifetime(settings.lifetime()));
    server.process().keep();
    Schema.migrate(settingsOf(server));
    // The cluster that an earlier stack had is gone, and another program may have its port by now.
    new LandingWishes(Database.connecting(settingsOf(server))).doNotWant(actor);
    if (!settings.follower()) {
      PostgresStandby.remove(home, server);
    }
    return server;
  }

  private Optional<PostgresStandby> standby(PostgresServer primary) throws Exception {
    return settings.follower()
        ? Optional.of(
            step("the standby follows", () -> FollowerStart.of(home, primary, settings.lifetime()))
                .call())
        : Optional.empty();
  }

  private KafkaServer kafka() {
    KafkaServer server =
        KafkaServer.start(
            home,
            KafkaSettings.defaults()
                .withPort(settings.kafkaPort())
                .withAdvertisedPort(settings.detours().kafka())
                .withLifetime(settings.lifetime()));
    server.process().keep();
    try (Topics topics = new Topics(server.bootstrapServers())) {
      topics.ensure();
    }
    return server;
  }

  private FlinkCluster flink() {
    FlinkCluster cluster =
        FlinkCluster.start(
            home,
            FlinkSettings.defaults()
                // A stack that ends with its command is gone before optimizing has paid off.
                .withOptimizing(settings.lifetime() != Lifetime.WITH_PARENT)
                .withRestPort(settings.dashboardPort())
                .withLifetime(settings.lifetime()));
    cluster.keep();
    return cluster;
  }

  private static ConnectionSource.Settings settingsOf(PostgresServer server) {
    return new ConnectionSource.Settings(server.jdbcUrl(), server.user(), "", "fencepost-cli");
  }

  private ConnectionSource.Settings seenByParts(PostgresServer server) {
    String url = settings.detours().database(server.jdbcUrl(), server.port());
    return new ConnectionSource.Settings(url, server.user(), "", "fencepost-cli");
  }

  private <T> Callable<T> step(String said, Callable<T> work) {
    return () -> {
      T result = work.call();
      synchronized (progress) {
        progress.at(steps.incrementAndGet(), STEPS + (settings.follower() ? 1 : 0), said);
      }
      return result;
    };
  }

  private static <T> T result(String what, Future<T> future) {
    try {
      return future.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new CommandFailure(
          ExitCode.FAILED, what + " did not start: " + e.getCause(), e.getCause());
    } catch (TimeoutException | CancellationException e) {
      throw CommandFailure.timedOut(
          "gave up after " + LIMIT.toSeconds() + " s waiting for " + what + " to start");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted while starting " + what);
    }
  }
}
