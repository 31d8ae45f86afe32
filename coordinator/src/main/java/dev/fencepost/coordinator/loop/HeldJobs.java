package dev.fencepost.coordinator.loop;

import dev.fencepost.engine.job.OwnedJob;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The jobs that this coordinator may act for, by its own clock. A lease begins when the database
 * answers, so counting from before it was asked ends earlier than the database's: when renewing
 * fails, a coordinator stops by itself before another one can claim the job. The database refuses
 * what it would still write, because each write names the version of the lease.
 */
public final class HeldJobs {

  private final long leaseNanos;
  private final Map<Long, Held> held = new ConcurrentHashMap<>();

  public HeldJobs(Duration lease) {
    this.leaseNanos = lease.toNanos();
  }

  private record Held(OwnedJob job, long endNanos) {}

  /**
   * They were claimed.
   *
   * @param askedNanos the clock before the database was asked
   */
  void claimed(Collection<OwnedJob> jobs, long askedNanos) {
    jobs.forEach(job -> held.put(job.jobId(), new Held(job, askedNanos + leaseNanos)));
  }

  /**
   * These are still ours; others that were held before the question was asked are not.
   *
   * @param askedNanos the clock before the database was asked
   */
  void renewed(Collection<OwnedJob> jobs, Collection<OwnedJob> before, long askedNanos) {
    before.stream().filter(job -> !jobs.contains(job)).forEach(this::lost);
    for (OwnedJob job : jobs) {
      held.computeIfPresent(
          job.jobId(),
          (id, now) ->
              now.job().equals(job)
                  ? new Held(job, Math.max(now.endNanos(), askedNanos + leaseNanos))
                  : now);
    }
  }

  /** Another one's by now, or finished. */
  void lost(OwnedJob job) {
    held.computeIfPresent(job.jobId(), (id, now) -> now.job().equals(job) ? null : now);
  }

  /** Whether this coordinator may act for it at this moment. */
  public boolean mayActFor(long jobId, long nowNanos) {
    Held now = held.get(jobId);
    return now != null && now.endNanos() - nowNanos > 0;
  }

  /** Those it may act for at this moment. */
  List<OwnedJob> all(long nowNanos) {
    return held.values().stream()
        .filter(one -> one.endNanos() - nowNanos > 0)
        .map(Held::job)
        .toList();
  }

  /** All that it held and was not told to have lost, expired or not. */
  List<OwnedJob> known() {
    return held.values().stream().map(Held::job).toList();
  }
}
