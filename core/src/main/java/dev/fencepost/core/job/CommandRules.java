package dev.fencepost.core.job;

import dev.fencepost.core.job.CommandAnswer.Later;
import dev.fencepost.core.job.CommandAnswer.Nothing;
import dev.fencepost.core.job.CommandAnswer.Now;
import dev.fencepost.core.job.CommandAnswer.Refused;
import java.util.Locale;
import java.util.Optional;

/** What commands do to jobs: when they are given, and when the owner carries them out. */
public final class CommandRules {

  private CommandRules() {}

  /**
   * What an owner does about a job.
   *
   * @param endTasks whether its unfinished tasks are cancelled with it
   */
  public record Execution(JobStatus next, PendingCommands pending, boolean endTasks) {}

  /** Answers a command; the job's row is locked meanwhile. */
  public static CommandAnswer give(JobCommand command, JobState job) {
    if (job.status().isFinal()) {
      return toFinished(command, job);
    }
    if (command == JobCommand.RETRY) {
      return new Refused("is not finished; failed tasks are tried again when it is");
    }
    if (job.pending().wish() == JobCommand.CANCEL) {
      return command == JobCommand.CANCEL
          ? new Nothing("is being cancelled already")
          : new Refused("is being cancelled");
    }
    return switch (command) {
      case PAUSE -> pause(job);
      case RESUME -> resume(job);
      case CANCEL, RETRY -> cancel(job);
    };
  }

  private static CommandAnswer toFinished(JobCommand command, JobState job) {
    JobStatus status = job.status();
    if (command == JobCommand.RETRY && status.canBecome(JobStatus.QUEUED)) {
      return new Now(JobStatus.QUEUED, PendingCommands.NONE);
    }
    if (command == JobCommand.CANCEL && status == JobStatus.CANCELLED) {
      return new Nothing("is cancelled already");
    }
    if (command == JobCommand.RETRY) {
      return new Refused(
          status == JobStatus.CANCELLED
              ? "was cancelled; start the scan again instead"
              : "is completed, none of its tasks failed");
    }
    return new Refused(
        "is finished ("
            + status.name().toLowerCase(Locale.ROOT)
            + ") and cannot be "
            + command.participle());
  }

  private static CommandAnswer pause(JobState job) {
    if (job.isToStandStill()) {
      return new Nothing(
          job.status() == JobStatus.PAUSED ? "is paused already" : "is being paused already");
    }
    if (job.pending().wish() == JobCommand.RESUME) {
      return new Later(job.pending().withoutWish());
    }
    return job.status() == JobStatus.QUEUED && !job.held()
        ? new Now(JobStatus.PAUSED, job.pending())
        : new Later(job.pending().wishing(JobCommand.PAUSE));
  }

  private static CommandAnswer resume(JobState job) {
    if (!job.isToStandStill()) {
      return new Nothing("is not paused");
    }
    if (job.pending().wish() == JobCommand.PAUSE) {
      return new Later(job.pending().withoutWish());
    }
    return job.status() == JobStatus.PAUSED && !job.held()
        ? new Now(JobStatus.QUEUED, job.pending())
        : new Later(job.pending().wishing(JobCommand.RESUME));
  }

  /** A job that was never started has no tasks, so nothing has to be stopped. */
  private static CommandAnswer cancel(JobState job) {
    return job.pending().start() && !job.held() && !job.works()
        ? new Now(JobStatus.CANCELLED, PendingCommands.NONE)
        : new Later(job.pending().wishing(JobCommand.CANCEL));
  }

  /**
   * What the owner of a job does next, apart from starting it; empty for nothing.
   *
   * @param running how many of its tasks run
   * @param tooMany whether it has more unfinished tasks than one transaction should end; then the
   *     rest is ended by the next execution, and no task begins in between
   */
  public static Optional<Execution> execute(JobState job, long running, boolean tooMany) {
    PendingCommands pending = job.pending();
    if (job.status().isFinal()) {
      return Optional.empty();
    }
    if (pending.wish() == JobCommand.CANCEL) {
      return Optional.of(
          tooMany
              ? new Execution(job.works() ? JobStatus.PAUSING : JobStatus.PAUSED, pending, true)
              : new Execution(JobStatus.CANCELLED, PendingCommands.NONE, true));
    }
    PendingCommands done = pending.withoutWish();
    if (pending.wish() == JobCommand.PAUSE) {
      JobStatus next = job.works() && running > 0 ? JobStatus.PAUSING : JobStatus.PAUSED;
      return Optional.of(new Execution(next, done, false));
    }
    if (pending.wish() == JobCommand.RESUME) {
      return Optional.of(new Execution(JobStatus.RUNNING, done, false));
    }
    return job.status() == JobStatus.PAUSING && running == 0
        ? Optional.of(new Execution(JobStatus.PAUSED, done, false))
        : Optional.empty();
  }
}
