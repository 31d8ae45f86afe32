package dev.fencepost.coordinator.loop;

import dev.fencepost.core.job.JobStatus;
import dev.fencepost.engine.job.CommandDriver;
import dev.fencepost.engine.job.CommandDriver.Executed;
import dev.fencepost.engine.job.JobOwnership;
import dev.fencepost.engine.job.OwnedJob;
import dev.fencepost.engine.job.ScanDriver;
import dev.fencepost.engine.job.ScanDriver.Started;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jobs that this coordinator holds: it takes what is free, carries out what is asked of it and
 * keeps its leases.
 */
final class JobRounds {

  private static final Logger LOG = LoggerFactory.getLogger(JobRounds.class);

  /** So that several coordinators share what arrives at once. */
  private static final int MOST_AT_ONCE = 4;

  /** Ending the tasks of a large job takes several transactions. */
  private static final int MOST_STEPS = 20;

  private final JobOwnership forClaiming;
  private final JobOwnership forRenewing;
  private final ScanDriver starting;
  private final CommandDriver commands;
  private final MeterRegistry metrics;
  private final HeldJobs held;
  private final Set<OwnedJob> started = ConcurrentHashMap.newKeySet();
  private boolean saidWaiting;

  /** The two ownerships use connections of different threads. */
  JobRounds(
      JobOwnership forClaiming,
      JobOwnership forRenewing,
      ScanDriver starting,
      CommandDriver commands,
      HeldJobs held,
      MeterRegistry metrics) {
    this.forClaiming = forClaiming;
    this.forRenewing = forRenewing;
    this.starting = starting;
    this.commands = commands;
    this.held = held;
    this.metrics = metrics;
  }

  void claimAndDrive() {
    long asked = System.nanoTime();
    List<OwnedJob> claimed = forClaiming.claim(MOST_AT_ONCE);
    held.claimed(claimed, asked);
    for (OwnedJob job : claimed) {
      LOG.info("Job {} is ours (version {}).", job.jobId(), job.version());
      metrics.counter("fencepost.jobs.claimed").increment();
    }
    for (OwnedJob job : commands.open(forClaiming.owner())) {
      carryOut(job);
    }
    started.retainAll(held.known());
    for (OwnedJob job : held.all(System.nanoTime())) {
      if (!started.contains(job) && held.mayActFor(job.jobId(), System.nanoTime())) {
        start(job);
      }
    }
  }

  private void carryOut(OwnedJob job) {
    for (int step = 0; step < MOST_STEPS; step++) {
      if (!held.mayActFor(job.jobId(), System.nanoTime())) {
        return;
      }
      Optional<Executed> executed = commands.execute(job);
      if (executed.isEmpty()) {
        held.lost(job);
        return;
      }
      if (!executed.get().more()) {
        say(job, executed.get().status());
        return;
      }
    }
  }

  /** A job that is being paused is looked at in each round and said when it stands. */
  private void say(OwnedJob job, JobStatus status) {
    if (status != JobStatus.PAUSING) {
      LOG.info("Job {} is {}.", job.jobId(), status);
      metrics.counter("fencepost.jobs.commanded", "status", status.name()).increment();
    }
  }

  private void start(OwnedJob job) {
    Started result = starting.start(job);
    switch (result) {
      case STARTED, NOTHING_TO_DO -> started.add(job);
      case NOT_NOW -> LOG.debug("Job {} is not started now.", job.jobId());
      case NO_LANDING_YET -> {
        if (!saidWaiting) {
          LOG.info("Job {} waits until the landing job knows the findings topic.", job.jobId());
        }
        saidWaiting = true;
      }
      case FAILED, LOST -> held.lost(job);
    }
    if (result == Started.STARTED) {
      LOG.info("Job {} is started.", job.jobId());
      saidWaiting = false;
    }
  }

  void renew() {
    List<OwnedJob> before = held.known();
    long asked = System.nanoTime();
    held.renewed(forRenewing.renew(), before, asked);
  }

  /** Gives everything back, so that another coordinator need not wait for the leases to end. */
  void release() {
    for (OwnedJob job : held.known()) {
      forRenewing.release(job);
      held.lost(job);
    }
  }
}
