package dev.fencepost.testkit.flink;

import dev.fencepost.local.flink.FlinkCluster;
import dev.fencepost.local.flink.FlinkSettings;
import dev.fencepost.local.home.Home;
import dev.fencepost.local.home.ProjectRoot;
import dev.fencepost.local.keep.Keeper;
import dev.fencepost.local.process.ChildProcess;
import dev.fencepost.local.process.ClassArchives;
import dev.fencepost.local.process.Lifetime;
import dev.fencepost.local.process.ProcessTable;
import dev.fencepost.testkit.home.TestHome;
import java.time.Duration;

/** A real session cluster, which ends with this JVM at the latest. */
public final class TestFlink implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Home home = TestHome.create();
  private final FlinkCluster cluster =
      FlinkCluster.start(home, FlinkSettings.defaults().withOptimizing(false));

  private TestFlink() {
    // Those that tests start later start sooner.
    ClassArchives.of(ProjectRoot.find()).makeMissing();
  }

  /** The cluster that all tests of this JVM share; leave its processes alone. */
  public static FlinkCluster shared() {
    return Shared.FLINK.cluster;
  }

  /** A cluster of the test's own, to kill parts of. */
  public static TestFlink own() {
    return new TestFlink();
  }

  /** As {@link #own}, with a keeper that starts again what the test kills. */
  public static TestFlink kept() {
    TestFlink flink = new TestFlink();
    flink.cluster.keep();
    Keeper.start(flink.home, Lifetime.WITH_PARENT);
    return flink;
  }

  public FlinkCluster cluster() {
    return cluster;
  }

  /**
   * Kills the TaskManager as a crash would, starts another and waits until the cluster has one
   * again.
   */
  public void replaceTaskManager() {
    cluster.killTaskManager();
    cluster.awaitRegistered(cluster.startTaskManager(Lifetime.WITH_PARENT), LIMIT);
  }

  @Override
  public void close() {
    new ProcessTable(home).alive(ProcessTable.KEEPER).ifPresent(ChildProcess::kill9);
    cluster.taskManagers().forEach(ChildProcess::kill9);
    cluster.jobManager().kill9();
  }

  /** Started when the first test asks for it. */
  private static final class Shared {
    static final TestFlink FLINK = new TestFlink();
  }
}
