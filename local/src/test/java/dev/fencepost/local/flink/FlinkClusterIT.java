package dev.fencepost.local.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.local.home.Home;
import dev.fencepost.local.keep.Keeper;
import dev.fencepost.local.process.ChildProcess;
import dev.fencepost.local.process.Lifetime;
import dev.fencepost.local.process.ProcessTable;
import dev.fencepost.local.process.Readiness;
import dev.fencepost.local.process.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tests share a cluster, which each of them leaves complete. */
class FlinkClusterIT {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static Home home;
  private static FlinkCluster cluster;

  @BeforeAll
  static void start(@TempDir Path folder) {
    home = new Home(folder.resolve("a folder with spaces"));
    cluster = FlinkCluster.start(home.folder(), 0);
  }

  @AfterAll
  static void nothing_is_left() {
    new ProcessTable(home).alive(ProcessTable.KEEPER).ifPresent(ChildProcess::stop);
    cluster.stop();
    try {
      assertThat(new ProcessTable(home).alive()).isEmpty();
    } finally {
      new ProcessTable(home).stopAll();
    }
  }

  @Test
  void a_killed_task_manager_is_replaced_and_the_dashboard_is_served_all_the_time() {
    Readiness dashboard = Readiness.http(URI.create(cluster.restUrl() + "/index.html"));
    assertThat(dashboard.isReady()).isTrue();

    ChildProcess killed = cluster.killTaskManager();
    ChildProcess replacement = cluster.startTaskManager(Lifetime.WITH_PARENT);
    cluster.awaitRegistered(replacement, LIMIT);
    assertThat(Wait.until(() -> cluster.registeredTaskManagers() == 1, LIMIT)).isTrue();

    assertThat(killed.isAlive()).isFalse();
    assertThat(cluster.taskManagers())
        .extracting(ChildProcess::pid)
        .containsExactly(replacement.pid());
    assertThat(dashboard.isReady()).isTrue();
    assertThat(FlinkCluster.running(home))
        .hasValueSatisfying(found -> assertThat(found.restUrl()).isEqualTo(cluster.restUrl()));
  }

  @Test
  void a_kept_task_manager_and_then_the_job_manager_find_each_other_again() {
    ChildProcess taskManager = cluster.taskManagers().get(0);
    cluster.keep();
    Keeper.start(home, Lifetime.WITH_PARENT);

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

  private static int restarts(String name) {
    return new ProcessTable(home)
        .alive(name)
        .map(process -> process.record().restarts())
        .orElse(-1);
  }
}
