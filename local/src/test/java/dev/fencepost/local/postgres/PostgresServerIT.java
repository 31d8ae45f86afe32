package dev.fencepost.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.local.home.Home;
import dev.fencepost.local.home.ProjectRoot;
import dev.fencepost.local.process.ProcessIdentity;
import dev.fencepost.local.process.ProcessTable;
import dev.fencepost.local.process.StartFailed;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIT {

  /** Unpacking takes seconds, so all tests of the project share them. */
  private static final Path BINARIES =
      ProjectRoot.find().folder().resolve("target").resolve("test-binaries");

  private final Home home;

  PostgresServerIT(@TempDir Path folder) {
    home = new Home(folder.resolve("a home's \"folder\" with spaces"));
  }

  @AfterEach
  void nothing_is_left() {
    new ProcessTable(home).stopAll();
  }

  @Test
  void a_committed_row_survives_the_servers_death_and_so_do_its_settings() throws SQLException {
    PostgresServer first = start();
    execute(first, "CREATE TABLE kept (n int)");
    execute(first, "INSERT INTO kept VALUES (42)");
    assertThat(query(first, "SHOW fsync")).isEqualTo("on");
    assertThat(query(first, "SHOW synchronous_commit")).isEqualTo("on");
    assertThat(query(first, "SHOW server_encoding")).isEqualTo("UTF8");
    assertThat(query(first, "SELECT 'a' < 'B'")).isEqualTo("f");
    first.kill9();

    PostgresServer second = start();

    assertThat(query(second, "SELECT n FROM kept")).isEqualTo("42");
    assertThat(second.pid()).isNotEqualTo(first.pid());
  }

  @Test
  void a_pid_file_that_names_a_stranger_neither_stops_the_start_nor_harms_the_stranger()
      throws Exception {
    start().kill9();
    Process stranger = new ProcessBuilder("sleep", "600").start();
    try {
      Path pidFile = home.data("postgres").resolve("postmaster.pid");
      Files.writeString(pidFile, stranger.pid() + "\n" + pidFile.getParent() + "\n");

      PostgresServer server = start();

      assertThat(query(server, "SELECT 1")).isEqualTo("1");
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void a_server_that_nobody_remembers_is_stopped_before_the_next_one_starts() throws Exception {
    PostgresServer orphan = start();
    ProcessIdentity identity = orphan.process().record().identity();
    Files.delete(home.pids().resolve("postgres.properties"));

    PostgresServer server = start();

    assertThat(identity.isAlive()).isFalse();
    assertThat(query(server, "SELECT 1")).isEqualTo("1");
  }

  @Test
  void a_running_server_is_found_again_and_stopped_without_a_trace() throws SQLException {
    PostgresServer started = start();
    PostgresServer found = PostgresServer.running(home).orElseThrow();
    assertThat(query(found, "SELECT current_user")).isEqualTo("fencepost");

    found.stop();

    assertThat(started.process().isAlive()).isFalse();
    assertThat(PostgresServer.running(home)).isEmpty();
    assertThat(home.data("postgres").resolve("postmaster.pid")).doesNotExist();
  }

  @Test
  void a_wanted_port_that_is_in_use_is_named() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      PostgresSettings settings = settings().withPort(taken.getLocalPort());

      assertThatThrownBy(() -> PostgresServer.start(home, settings))
          .isInstanceOf(StartFailed.class)
          .hasMessageContaining("port " + taken.getLocalPort())
          .hasMessageContaining("in use");
    }
  }

  @Test
  void the_superuser_is_not_reachable_without_a_password() {
    PostgresServer server = start();

    assertThatThrownBy(
            () -> DriverManager.getConnection(server.jdbcUrl(), "postgres", "guess").close())
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password");
  }

  private PostgresServer start() {
    return PostgresServer.start(home, settings());
  }

  private PostgresSettings settings() {
    return PostgresSettings.in(home).withBinaries(BINARIES);
  }

  private static void execute(PostgresServer server, String sql) throws SQLException {
    try (Connection connection = connect(server);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(PostgresServer server, String sql) throws SQLException {
    try (Connection connection = connect(server);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }

  private static Connection connect(PostgresServer server) throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl(), server.user(), "");
  }
}
