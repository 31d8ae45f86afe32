package dev.fencepost.cli.connection;

import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.session.Session;
import dev.fencepost.local.flink.FlinkCluster;
import dev.fencepost.local.kafka.KafkaServer;
import dev.fencepost.local.postgres.PostgresServer;
import dev.fencepost.local.postgres.PostgresStandby;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.sql.transaction.Database;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the servers a command talks to; see the package for what beats what. */
public record Addresses(Session session, ConnectionOptions.Asked asked) {

  /** A person waits for the answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /**
   * @throws CommandFailure when no database is named and no local stack runs
   */
  public ConnectionSource.Settings databaseSettings() {
    Optional<PostgresServer> local = PostgresServer.running(session.home());
    String url =
        named(asked.dbUrl(), "FENCEPOST_DB_URL")
            .or(() -> local.map(PostgresServer::jdbcUrl))
            .orElseThrow(() -> missing("database", "--db-url", "FENCEPOST_DB_URL"));
    String user =
        named(asked.dbUser(), "FENCEPOST_DB_USER")
            .or(() -> local.map(PostgresServer::user))
            .orElse("fencepost");
    String password = session.variable("FENCEPOST_DB_PASSWORD").orElse("");
    return new ConnectionSource.Settings(url, user, password, "fencepost-cli");
  }

  public Database database() {
    return Database.connecting(databaseSettings()).withPatience(PATIENCE);
  }

  /**
   * Where backfills may read: FENCEPOST_FOLLOWER_URL, where a blank one means none, or the standby
   * of the local database when that is the database.
   */
  public Optional<String> followerIfKnown() {
    String named = session.environment().get("FENCEPOST_FOLLOWER_URL");
    if (named != null) {
      return Optional.of(named).filter(url -> !url.isBlank());
    }
    String database = databaseSettings().url();
    return PostgresServer.running(session.home())
        .filter(local -> local.jdbcUrl().equals(database))
        .flatMap(local -> PostgresStandby.running(session.home()))
        .map(PostgresStandby::jdbcUrl);
  }

  public Optional<String> kafkaIfKnown() {
    return named(asked.kafka(), "FENCEPOST_KAFKA")
        .or(() -> KafkaServer.running(session.home()).map(KafkaServer::bootstrapServers));
  }

  public String kafka() {
    return kafkaIfKnown().orElseThrow(() -> missing("Kafka", "--kafka", "FENCEPOST_KAFKA"));
  }

  public Optional<String> flinkIfKnown() {
    return named(asked.flink(), "FENCEPOST_FLINK")
        .or(() -> FlinkCluster.running(session.home()).map(FlinkCluster::restUrl))
        .map(url -> url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
  }

  public String flink() {
    return flinkIfKnown().orElseThrow(() -> missing("Flink cluster", "--flink", "FENCEPOST_FLINK"));
  }

  private Optional<String> named(@Nullable String option, String variable) {
    return Optional.ofNullable(option)
        .filter(text -> !text.isBlank())
        .or(() -> session.variable(variable));
  }

  private CommandFailure missing(String what, String option, String variable) {
    return CommandFailure.failed(
        "no "
            + what
            + " is known and no local stack runs in "
            + session.home().folder()
            + "; start one with 'fencepost up', or name it with "
            + option
            + " or "
            + variable);
  }
}
