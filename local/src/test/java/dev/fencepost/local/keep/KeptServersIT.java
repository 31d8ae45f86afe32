package dev.fencepost.local.keep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.local.flink.FlinkCluster;
import dev.fencepost.local.home.Home;
import dev.fencepost.local.kafka.KafkaServer;
import dev.fencepost.local.postgres.PostgresServer;
import dev.fencepost.local.postgres.PostgresSettings;
import dev.fencepost.local.process.ChildProcess;
import dev.fencepost.local.process.Lifetime;
import dev.fencepost.local.process.ProcessTable;
import dev.fencepost.local.process.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that were killed come back where they were, without a hand. */
class KeptServersIT {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Home home;

  KeptServersIT(@TempDir Path folder) {
    home = new Home(folder.resolve("a folder with spaces"));
  }

  @AfterEach
  void nothing_is_left() {
    new ProcessTable(home).stopAll();
  }

  @Test
  void a_database_keeps_its_port_and_what_was_committed() throws SQLException {
    PostgresServer server = PostgresServer.start(home, PostgresSettings.in(home));
    server.process().keep();
    Keeper.start(home, Lifetime.WITH_PARENT);
    try (Connection open = connect(server)) {
      open.createStatement().execute("CREATE TABLE kept AS SELECT 7 AS n");
      server.process().crash();
    }

    assertThat(Wait.until(() -> answers(server), LIMIT)).isTrue();
    assertThat(restarts(PostgresServer.NAME)).isEqualTo(1);
  }

  @Test
  void a_broker_keeps_its_port_and_its_topics() throws Exception {
    KafkaServer server = KafkaServer.start(home.folder(), 0);
    server.process().keep();
    Keeper.start(home, Lifetime.WITH_PARENT);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", server.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic("findings", 2, (short) 1))).all().get();

      server.process().crash();

      assertThat(admin.listTopics().names().get()).contains("findings");
    }
    assertThat(restarts(KafkaServer.NAME)).isEqualTo(1);
  }

  @Test
  void a_task_manager_and_then_the_job_manager_find_each_other_again() {
    FlinkCluster cluster = FlinkCluster.start(home.folder(), 0);
    cluster.keep();
    Keeper.start(home, Lifetime.WITH_PARENT);
    ChildProcess taskManager = cluster.taskManagers().get(0);

    taskManager.crash();
    assertThat(Wait.until(() -> restarts(taskManager.name()) == 1, LIMIT)).isTrue();
    assertThat(Wait.until(() -> registrations(taskManager) == 1, LIMIT)).isTrue();
    assertThat(cluster.registeredTaskManagers()).isEqualTo(1);

    cluster.jobManager().crash();
    assertThat(Wait.until(() -> registrations(taskManager) == 2, LIMIT)).isTrue();
    assertThat(restarts(FlinkCluster.JOB_MANAGER)).isEqualTo(1);
    assertThat(restarts(taskManager.name())).as("it was left alone").isEqualTo(1);
    assertThat(cluster.registeredTaskManagers()).isEqualTo(1);
  }

  /** How often the process that runs now found its JobManager; its log is begun anew with it. */
  private static long registrations(ChildProcess taskManager) {
    try (Stream<String> lines = Files.lines(taskManager.record().log())) {
      return lines.filter(line -> line.contains("Successful registration at resource")).count();
    } catch (IOException | UncheckedIOException notYet) {
      return 0;
    }
  }

  private int restarts(String name) {
    return new ProcessTable(home)
        .alive(name)
        .map(process -> process.record().restarts())
        .orElse(-1);
  }

  private static Connection connect(PostgresServer server) throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl(), server.user(), "");
  }

  private static boolean answers(PostgresServer server) {
    try (Connection connection = connect(server)) {
      return connection.createStatement().executeQuery("SELECT n FROM kept").next();
    } catch (SQLException notYet) {
      return false;
    }
  }
}
