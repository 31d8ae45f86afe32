package dev.fencepost.coordinator.loop;

import dev.fencepost.coordinator.CoordinatorSettings;
import dev.fencepost.engine.job.Nodes;
import dev.fencepost.engine.job.TaskReaper;
import dev.fencepost.engine.job.TaskReaper.Reaped;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says that the coordinator lives, and recovers tasks that nobody will finish. */
final class ReaperRounds {

  private static final Logger LOG = LoggerFactory.getLogger(ReaperRounds.class);
  static final Duration PAUSE = Duration.ofSeconds(1);

  private final CoordinatorSettings settings;
  private final Nodes nodes;
  private final TaskReaper reaper;
  private final Troubles troubles;
  private final ReapingGrace grace;
  private final MeterRegistry metrics;

  ReaperRounds(
      CoordinatorSettings settings,
      Nodes nodes,
      TaskReaper reaper,
      Troubles troubles,
      MeterRegistry metrics) {
    this.settings = settings;
    this.nodes = nodes;
    this.reaper = reaper;
    this.troubles = troubles;
    this.metrics = metrics;
    Duration lease = settings.taskTimes().lease();
    this.grace = new ReapingGrace(longestGap(lease), lease);
  }

  /**
   * What a worker's heartbeats, four in a lease, survive; but two rounds of this loop at least, and
   * five at most.
   */
  private static Duration longestGap(Duration lease) {
    Duration half = lease.dividedBy(2);
    Duration least = PAUSE.multipliedBy(2);
    Duration most = PAUSE.multipliedBy(5);
    return half.compareTo(least) < 0 ? least : half.compareTo(most) < 0 ? half : most;
  }

  void round() {
    nodes.heartbeat(
        settings.nodeId(),
        "coordinator",
        settings.nodeGroup(),
        ProcessHandle.current().pid(),
        troubles.now());
    if (!grace.reachedAt(System.nanoTime())) {
      return;
    }
    Reaped reaped = reaper.reap();
    metrics.counter("fencepost.tasks.reaped", "reason", "abandoned").increment(reaped.abandoned());
    metrics.counter("fencepost.tasks.reaped", "reason", "end_lost").increment(reaped.endsLost());
    if (reaped.abandoned() + reaped.endsLost() > 0) {
      LOG.info(
          "Reaped {} tasks without a worker and {} whose END was lost.",
          reaped.abandoned(),
          reaped.endsLost());
    }
  }
}
