package dev.fencepost.bench.stage;

import dev.fencepost.local.home.Home;
import dev.fencepost.local.kafka.KafkaServer;
import dev.fencepost.local.kafka.KafkaSettings;
import dev.fencepost.local.postgres.PostgresServer;
import dev.fencepost.local.postgres.PostgresSettings;
import dev.fencepost.local.postgres.PostgresStandby;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.transaction.ConnectionSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The durable servers below one home; a benchmark has those that it needs. */
public final class Servers implements AutoCloseable {

  private static final Duration CATCH_UP_LIMIT = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofMillis(50);

  private final Home home;
  private final PostgresSettings settings;
  private final PostgresServer primary;
  private @Nullable KafkaServer kafka;
  private @Nullable PostgresStandby standby;

  private Servers(Home home, PostgresSettings settings) {
    this.home = home;
    this.settings = settings;
    this.primary = PostgresServer.start(home, settings);
  }

  /** A database and nothing else. */
  public static Servers start(Home home, PostgresSettings settings) {
    return new Servers(home, settings);
  }

  /** Adds a broker. */
  public Servers withKafka() {
    kafka = KafkaServer.start(home, KafkaSettings.defaults());
    return this;
  }

  /** Adds a hot standby, which begins with what the database holds by now. */
  public Servers withStandby() {
    standby = PostgresStandby.start(home, primary, settings);
    return this;
  }

  public Home home() {
    return home;
  }

  public PostgresServer primary() {
    return primary;
  }

  /** Where clients of the broker begin. */
  public String kafka() {
    return there(kafka, "broker").bootstrapServers();
  }

  public PostgresStandby standby() {
    return there(standby, "standby");
  }

  private static <T> T there(@Nullable T server, String what) {
    return Optional.ofNullable(server)
        .orElseThrow(() -> new IllegalStateException("there is no " + what));
  }

  /** The database {@code fencepost} of the primary. */
  public ConnectionSource.Settings database() {
    return database("fencepost");
  }

  public ConnectionSource.Settings database(String name) {
    return new ConnectionSource.Settings(
        primary.jdbcUrl(name), primary.user(), "", "fencepost-bench");
  }

  /** Makes an empty database. */
  public void create(String name) throws SQLException {
    create(name, "template0");
  }

  /** Makes a database that begins as a copy of another one. */
  void create(String name, String template) throws SQLException {
    try (Connection connection = database().connect()) {
      Jdbc.execute(connection, "CREATE DATABASE " + name + " TEMPLATE " + template);
    }
  }

  /** Runs a statement on the database {@code fencepost} as the superuser. */
  public void administer(String statement) throws SQLException {
    try (Connection superuser = primary.superuser()) {
      Jdbc.execute(superuser, statement);
    }
  }

  /** What had to be written before is written, and a standby has it. */
  public void settle() throws Exception {
    try (Connection superuser = primary.superuser()) {
      Jdbc.execute(superuser, "CHECKPOINT");
      if (standby != null) {
        awaitStandby(superuser);
      }
    }
  }

  private static void awaitStandby(Connection superuser) throws Exception {
    long giveUpAt = System.nanoTime() + CATCH_UP_LIMIT.toNanos();
    while (!Jdbc.one(
        superuser,
        """
        SELECT coalesce(bool_and(replay_lsn >= pg_current_wal_flush_lsn()), false)
        FROM pg_stat_replication
        """,
        row -> row.getBoolean(1))) {
      if (System.nanoTime() > giveUpAt) {
        throw new IllegalStateException("the standby does not catch up");
      }
      Thread.sleep(LOOK.toMillis());
    }
  }

  @Override
  public void close() {
    if (kafka != null) {
      kafka.stop();
    }
    if (standby != null) {
      standby.process().stop();
    }
    primary.stop();
  }
}
