package dev.fencepost.local.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.local.home.Home;
import dev.fencepost.local.process.ChildProcess;
import dev.fencepost.local.process.Lifetime;
import dev.fencepost.local.process.ProcessTable;
import dev.fencepost.local.process.Readiness;
import dev.fencepost.local.process.Wait;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkClusterIT {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Home home;

  FlinkClusterIT(@TempDir Path folder) {
    home = new Home(folder.resolve("a folder with spaces"));
  }

  @AfterEach
  void nothing_is_left() {
    new ProcessTable(home).stopAll();
  }

  @Test
  void a_killed_task_manager_is_replaced_and_the_dashboard_is_served_all_the_time() {
    FlinkCluster cluster = FlinkCluster.start(home.folder(), 0);
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
    cluster.stop();
    assertThat(new ProcessTable(home).alive()).isEmpty();
  }
}
