package dev.fencepost.coordinator.supervise;

import dev.fencepost.flink.FlinkJob;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The landing jobs that a cluster remembers.
 *
 * @param live those that are not over
 * @param newestEnded the newest that is over, null when there is none
 */
record LandingJobs(List<FlinkJob> live, @Nullable FlinkJob newestEnded) {

  LandingJobs {
    live = List.copyOf(live);
  }

  /**
   * @param all the cluster's jobs, the newest first
   */
  static LandingJobs among(List<FlinkJob> all, String name) {
    List<FlinkJob> ours = all.stream().filter(job -> job.name().equals(name)).toList();
    return new LandingJobs(
        ours.stream().filter(job -> !job.isOver()).toList(),
        ours.stream().filter(FlinkJob::isOver).findFirst().orElse(null));
  }

  /** The one to keep: the one that is known, else the one that runs longest. */
  Optional<FlinkJob> kept(@Nullable String knownId) {
    return live.stream()
        .filter(job -> job.id().equals(knownId))
        .findFirst()
        .or(() -> live.stream().min(Comparator.comparing(FlinkJob::startedAt)));
  }

  /** The others, as far as they are not ending already. */
  List<FlinkJob> extra(FlinkJob kept) {
    return live.stream()
        .filter(job -> !job.id().equals(kept.id()) && !job.state().equals("CANCELLING"))
        .toList();
  }
}
