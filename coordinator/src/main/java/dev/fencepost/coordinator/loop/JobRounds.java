package dev.fencepost.coordinator.loop;

import dev.fencepost.engine.job.JobOwnership;
import dev.fencepost.engine.job.OwnedJob;
import dev.fencepost.engine.job.ScanDriver;
import dev.fencepost.engine.job.ScanDriver.Started;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The jobs that this coordinator holds: it takes what is free, starts it and keeps its leases. */
final class JobRounds {

  private static final Logger LOG = LoggerFactory.getLogger(JobRounds.class);

  /** So that several coordinators share what arrives at once. */
  private static final int MOST_AT_ONCE = 4;

  private final JobOwnership forClaiming;
  private final JobOwnership forRenewing;
  private final ScanDriver driver;
  private final MeterRegistry metrics;
  private final Map<Long, OwnedJob> held = new ConcurrentHashMap<>();
  private final Set<Long> started = ConcurrentHashMap.newKeySet();
  private boolean saidWaiting;

  /** The two ownerships use connections of different threads. */
  JobRounds(
      JobOwnership forClaiming,
      JobOwnership forRenewing,
      ScanDriver driver,
      MeterRegistry metrics) {
    this.forClaiming = forClaiming;
    this.forRenewing = forRenewing;
    this.driver = driver;
    this.metrics = metrics;
  }

  void claimAndStart() {
    for (OwnedJob job : forClaiming.claim(MOST_AT_ONCE)) {
      LOG.info("Job {} is ours (version {}).", job.jobId(), job.version());
      metrics.counter("fencepost.jobs.claimed").increment();
      started.remove(job.jobId());
      held.put(job.jobId(), job);
    }
    for (OwnedJob job : List.copyOf(held.values())) {
      if (!started.contains(job.jobId())) {
        start(job);
      }
    }
  }

  private void start(OwnedJob job) {
    Started result = driver.start(job);
    switch (result) {
      case STARTED, NOTHING_TO_DO -> started.add(job.jobId());
      case NO_LANDING_YET -> {
        if (!saidWaiting) {
          LOG.info("Job {} waits until the landing job knows the findings topic.", job.jobId());
        }
        saidWaiting = true;
      }
      case FAILED, LOST -> held.remove(job.jobId(), job);
    }
    if (result == Started.STARTED) {
      LOG.info("Job {} is started.", job.jobId());
      saidWaiting = false;
    }
  }

  void renew() {
    Set<OwnedJob> before = new HashSet<>(held.values());
    List<OwnedJob> ours = forRenewing.renew();
    before.removeAll(ours);
    for (OwnedJob gone : before) {
      // Finished, or claimed by another coordinator: every write under this version is refused.
      held.remove(gone.jobId(), gone);
      started.remove(gone.jobId());
    }
  }

  /** Gives everything back, so that another coordinator need not wait for the leases to end. */
  void release() {
    held.values().forEach(forRenewing::release);
    held.clear();
  }
}
