package dev.fencepost.coordinator.supervise;

import dev.fencepost.core.retry.BackOff;
import dev.fencepost.core.retry.Relapses;
import dev.fencepost.engine.supervise.LandingSupervision;
import dev.fencepost.engine.supervise.LandingWishes;
import dev.fencepost.engine.supervise.Sighting;
import dev.fencepost.engine.supervise.SupervisedWish;
import dev.fencepost.flink.FlinkJob;
import dev.fencepost.flink.FlinkRefused;
import dev.fencepost.flink.FlinkRest;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Submits the landing job again when it is wanted and gone, as long as it holds the lease. */
public final class LandingSupervisor implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LandingSupervisor.class);

  /** A job that was seen for so long did not end of its start. */
  private static final Duration STEADY = Duration.ofSeconds(30);

  private static final BackOff PAUSES =
      new BackOff(Duration.ofSeconds(2), Duration.ofSeconds(30), Math::random);

  private final LandingSupervision supervision;
  private final Path jar;
  private final @Nullable String ownAddress;
  private final MeterRegistry metrics;
  private final InstantSource clock;

  private @Nullable Watch watch;

  /** What is remembered as long as lease and wish are the same. */
  private static final class Watch {
    final long version;
    final long wish;
    final FlinkRest flink;
    final Submission submission;
    Relapses relapses = Relapses.none();
    boolean gone;
    @Nullable Instant seenSince;

    Watch(SupervisedWish wish, FlinkRest flink, Path jar) {
      this.version = wish.version();
      this.wish = wish.number();
      this.flink = flink;
      this.submission = new Submission(flink, jar);
    }

    boolean isFor(SupervisedWish other) {
      return version == other.version() && wish == other.number();
    }
  }

  /**
   * @param ownAddress of the cluster, when it is not the wished one
   */
  public LandingSupervisor(
      LandingSupervision supervision,
      Path jar,
      @Nullable String ownAddress,
      MeterRegistry metrics,
      InstantSource clock) {
    this.supervision = supervision;
    this.jar = jar;
    this.ownAddress = ownAddress;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Looks once, and does what has to be done. */
  public void round() {
    Optional<SupervisedWish> held = supervision.hold();
    if (held.isEmpty() || !held.get().wanted()) {
      watch = null;
      return;
    }
    SupervisedWish wish = held.get();
    Watch current = watchOver(wish);
    Sighting seen;
    try {
      seen = look(current, wish);
    } catch (FlinkRefused e) {
      seen = e.isUnreachable() ? Sighting.unreachable(message(e)) : Sighting.absent(message(e));
    }
    if (!supervision.report(wish, seen) && seen.resubmitted() && seen.jobId() != null) {
      LOG.info("The landing job {} is not wanted any more.", seen.jobId());
      current.flink.cancel(seen.jobId());
    }
  }

  private Watch watchOver(SupervisedWish wish) {
    @Nullable Watch current = watch;
    if (current == null || !current.isFor(wish)) {
      String address = ownAddress == null ? String.valueOf(wish.flinkUrl()) : ownAddress;
      LOG.info("This coordinator sees to the landing job on {}.", address);
      current = new Watch(wish, new FlinkRest(address), jar);
      watch = current;
    }
    return current;
  }

  private Sighting look(Watch current, SupervisedWish wish) {
    LandingJobs jobs = LandingJobs.among(current.flink.jobs(), LandingWishes.JOB_NAME);
    Optional<FlinkJob> kept = jobs.kept(wish.knownJobId());
    if (kept.isEmpty()) {
      return submitWhenDue(current, wish, jobs.newestEnded());
    }
    FlinkJob job = kept.get();
    for (FlinkJob extra : jobs.extra(job)) {
      LOG.warn("There is a second landing job {}, it is cancelled.", extra.id());
      current.flink.cancel(extra.id());
    }
    current.gone = false;
    if (current.seenSince == null) {
      current.seenSince = clock.instant();
    }
    return Sighting.of(job.id(), job.state());
  }

  private Sighting submitWhenDue(Watch current, SupervisedWish wish, @Nullable FlinkJob ended) {
    Instant now = clock.instant();
    String why = why(current.flink, ended);
    if (!current.gone) {
      failed(current, now);
      current.gone = true;
      LOG.warn("The landing job is gone: {}", why);
    }
    if (!wish.mayBeSubmitted() || !current.relapses.permitTryAt(now)) {
      return Sighting.absent(why);
    }
    try {
      String jobId = current.submission.submit(wish.arguments());
      LOG.info("The landing job is submitted again as {}.", jobId);
      metrics.counter("fencepost.landing.resubmitted").increment();
      current.gone = false;
      return Sighting.resubmitted(jobId, why);
    } catch (FlinkRefused e) {
      failed(current, clock.instant());
      throw e;
    }
  }

  private static void failed(Watch current, Instant now) {
    @Nullable Instant since = current.seenSince;
    boolean steady = since != null && !now.isBefore(since.plus(STEADY));
    current.relapses = current.relapses.oneMore(steady, now, PAUSES);
    current.seenSince = null;
  }

  private static String why(FlinkRest flink, @Nullable FlinkJob ended) {
    if (ended == null) {
      return "the cluster knows of no landing job";
    }
    return "the last one is "
        + ended.state()
        + flink.lastFailure(ended.id()).map(reason -> ": " + reason).orElse("");
  }

  private static String message(FlinkRefused e) {
    return String.valueOf(e.getMessage());
  }

  /** Gives the lease back. */
  @Override
  public void close() {
    supervision.release();
  }
}
