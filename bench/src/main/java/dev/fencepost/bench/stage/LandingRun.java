package dev.fencepost.bench.stage;

import dev.fencepost.cli.stream.LandingJob;
import dev.fencepost.flink.FlinkRest;
import dev.fencepost.flink.JobRun;
import dev.fencepost.local.flink.FlinkCluster;
import dev.fencepost.local.flink.FlinkSettings;
import dev.fencepost.local.process.ChildProcess;
import java.util.List;

/** The landing job on a session cluster of its own, with two subtasks and its other defaults. */
public final class LandingRun implements AutoCloseable {

  private static final int SUBTASKS = 2;

  private final FlinkCluster cluster;
  private final ChildProcess taskManager;

  private LandingRun(FlinkCluster cluster) {
    this.cluster = cluster;
    this.taskManager = cluster.taskManagers().get(0);
  }

  /** Starts to land the stage's topic in the arena. */
  public static LandingRun start(Stage stage, Arena arena, FlinkSettings settings) {
    FlinkCluster cluster = FlinkCluster.start(stage.home(), settings.withSlots(SUBTASKS));
    FlinkRest flink = new FlinkRest(cluster.restUrl());
    flink.run(
        flink.upload(LandingJob.jar()),
        JobRun.of(
            List.of(
                "--bootstrap-servers",
                stage.kafka(),
                "--db-url",
                arena.settings().url(),
                "--db-user",
                arena.settings().user(),
                "--parallelism",
                Integer.toString(SUBTASKS))));
    return new LandingRun(cluster);
  }

  public ChildProcess taskManager() {
    return taskManager;
  }

  @Override
  public void close() {
    cluster.stop();
  }
}
