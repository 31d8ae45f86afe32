package dev.fencepost.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.local.home.Home;
import dev.fencepost.local.home.ProjectRoot;
import dev.fencepost.local.keep.Keeper;
import dev.fencepost.local.process.Lifetime;
import dev.fencepost.local.process.ProcessTable;
import dev.fencepost.local.process.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresStandbyIT {

  private static final Path BINARIES =
      ProjectRoot.find().folder().resolve("target").resolve("test-binaries");
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Home home;
  private PostgresServer primary;

  PostgresStandbyIT(@TempDir Path folder) {
    home = new Home(folder.resolve("a home's \"folder\" with spaces"));
  }

  @BeforeEach
  void start() throws SQLException {
    primary = PostgresServer.start(home, settings());
    primary("CREATE TABLE kept AS SELECT 1 AS n");
  }

  @AfterEach
  void nothing_is_left() {
    new ProcessTable(home).stopAll();
  }

  @Test
  void a_standby_answers_reads_of_what_was_there_and_of_what_comes() throws SQLException {
    PostgresStandby standby = follow();
    assertThat(sum(standby)).isEqualTo(1);

    primary("INSERT INTO kept VALUES (10)");

    assertThat(Wait.until(() -> sum(standby) == 11, LIMIT)).isTrue();
    assertThat(ask(standby.jdbcUrl(), "SELECT pg_is_in_recovery()")).isEqualTo("t");
    assertThat(ask(standby.jdbcUrl(), "SHOW hot_standby_feedback")).isEqualTo("on");
    assertThat(standby.process().record().command())
        .as("what everybody may read")
        .doesNotContain(primary.superuserRole().password());
    assertThat(PostgresStandby.running(home).orElseThrow().port()).isEqualTo(standby.port());
  }

  @Test
  void a_standby_goes_on_after_its_own_death_and_its_primarys() throws SQLException {
    PostgresStandby standby = follow();
    primary.process().keep();
    standby.process().keep();
    Keeper.start(home, Lifetime.WITH_PARENT);

    standby.process().crash();
    primary("INSERT INTO kept VALUES (10)");
    assertThat(Wait.until(() -> sum(standby) == 11, LIMIT)).as("after its own").isTrue();

    primary.process().crash();
    assertThat(Wait.until(() -> sum(primary.jdbcUrl()) == 11, LIMIT)).as("its port").isTrue();
    assertThat(PostgresServer.running(home).orElseThrow().process().record().restarts())
        .isEqualTo(1);
    primary("INSERT INTO kept VALUES (100)");
    assertThat(Wait.until(() -> sum(standby) == 111, LIMIT)).as("after its primary's").isTrue();
  }

  @Test
  void data_that_can_follow_are_kept_and_others_are_copied_anew() throws Exception {
    PostgresStandby standby = follow();
    String first = copy();

    standby.process().stop();
    primary("INSERT INTO kept VALUES (10)");
    PostgresStandby again = follow();
    assertThat(Wait.until(() -> sum(again) == 11, LIMIT)).isTrue();
    assertThat(copy()).isEqualTo(first);

    again.process().stop();
    try (Connection session = primary.superuser()) {
      StandbySlot.drop(session);
    }
    primary("INSERT INTO kept VALUES (100)");
    PostgresStandby anew = follow();
    assertThat(Wait.until(() -> sum(anew) == 111, LIMIT)).isTrue();
    assertThat(copy()).isNotEqualTo(first);
  }

  @Test
  void a_primary_keeps_nothing_for_a_standby_that_was_removed() throws SQLException {
    follow();
    PostgresStandby.remove(home, primary);

    assertThat(home.data(PostgresStandby.NAME)).doesNotExist();
    assertThat(ask(primary.jdbcUrl(), "SELECT count(*) FROM pg_replication_slots")).isEqualTo("0");
  }

  /** The copy's label, which tells when it was taken; the standby renames it when it starts. */
  private String copy() throws IOException {
    return Files.readString(home.data(PostgresStandby.NAME).resolve("backup_label.old"));
  }

  private PostgresStandby follow() {
    return PostgresStandby.start(home, primary, settings());
  }

  private PostgresSettings settings() {
    return PostgresSettings.in(home).withBinaries(BINARIES);
  }

  private void primary(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(primary.jdbcUrl(), "fencepost", "");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long sum(PostgresStandby standby) {
    return sum(standby.jdbcUrl());
  }

  private static long sum(String url) {
    try {
      return Long.parseLong(ask(url, "SELECT sum(n) FROM kept"));
    } catch (SQLException away) {
      return -1;
    }
  }

  private static String ask(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, "fencepost", "");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
