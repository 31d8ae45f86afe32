package dev.fencepost.cli.stack;

import dev.fencepost.local.flink.FlinkCluster;
import dev.fencepost.local.home.Home;
import dev.fencepost.local.kafka.KafkaServer;
import dev.fencepost.local.postgres.PostgresServer;
import dev.fencepost.local.process.ChildProcess;
import dev.fencepost.local.process.ProcessTable;
import dev.fencepost.sql.transaction.ConnectionSource;
import java.util.Optional;

/** A stack that runs completely: the addresses of its parts. */
public record Stack(
    PostgresServer database, KafkaServer kafka, FlinkCluster flink, String coordinatorUrl) {

  static final String COORDINATOR = "coordinator";
  static final String WORKER = "worker-";
  static final String BACKFILLS = "backfills";

  /** The stack of this home when each of its parts runs or is started again. */
  public static Optional<Stack> running(Home home) {
    Optional<ChildProcess> coordinator = new ProcessTable(home).inService(COORDINATOR);
    return PostgresServer.running(home)
        .flatMap(
            database ->
                KafkaServer.running(home)
                    .flatMap(
                        kafka ->
                            FlinkCluster.running(home)
                                .filter(FlinkCluster::hasTaskManager)
                                .flatMap(
                                    flink ->
                                        coordinator.map(
                                            process ->
                                                new Stack(database, kafka, flink, url(process))))));
  }

  private static String url(ChildProcess coordinator) {
    return coordinator.record().facts().getOrDefault("url", "");
  }

  public ConnectionSource.Settings settings(String applicationName) {
    return new ConnectionSource.Settings(database.jdbcUrl(), database.user(), "", applicationName);
  }

  public String dashboardUrl() {
    return flink.restUrl();
  }
}
