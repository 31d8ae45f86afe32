package dev.fencepost.core.job;

import dev.fencepost.core.job.JobSituation.Landing;
import dev.fencepost.core.job.JobSituation.Tasks;
import dev.fencepost.core.job.WaitReason.Kind;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers "why is it waiting?" for jobs and tasks. */
public final class WaitRules {

  private WaitRules() {}

  /** Empty when the job is finished or when a task of it runs. */
  public static Optional<WaitReason> ofJob(JobSituation job) {
    JobState state = job.state();
    if (state.status().isFinal()) {
      return Optional.empty();
    }
    if (state.pending().wish() != null) {
      return Optional.of(commanded(job, state.pending().wish()));
    }
    return switch (state.status()) {
      case PAUSED -> Optional.of(new WaitReason(Kind.PAUSED, "it is paused until it is resumed"));
      case PAUSING ->
          Optional.of(
              state.held()
                  ? new WaitReason(
                      Kind.PAUSING, "it is paused when " + tasks(job.tasks().running()) + " ended")
                  : owner(job));
      case QUEUED -> Optional.of(owner(job));
      case RUNNING -> ofRunning(job);
      case COMPLETED, COMPLETED_WITH_FAILURES, FAILED, CANCELLED -> Optional.empty();
    };
  }

  private static WaitReason commanded(JobSituation job, JobCommand wish) {
    if (!job.state().held()) {
      return owner(job);
    }
    return switch (wish) {
      case PAUSE -> new WaitReason(Kind.PAUSING, "its coordinator is about to pause it");
      case CANCEL -> new WaitReason(Kind.CANCELLING, "its tasks are being cancelled");
      case RESUME, RETRY ->
          new WaitReason(Kind.COORDINATOR_DUE, "its coordinator is about to resume it");
    };
  }

  private static WaitReason owner(JobSituation job) {
    if (job.nodes().coordinators() == 0) {
      return new WaitReason(
          Kind.NO_COORDINATOR, "no coordinator of the node group " + job.group() + " is alive");
    }
    return trouble(job)
        .orElse(
            new WaitReason(
                Kind.COORDINATOR_DUE,
                "a coordinator of the node group " + job.group() + " is about to take it"));
  }

  private static Optional<WaitReason> ofRunning(JobSituation job) {
    Tasks tasks = job.tasks();
    if (job.state().pending().start()) {
      return Optional.of(job.landing() == null ? noLanding() : owner(job));
    }
    if (tasks.running() > 0) {
      return Optional.empty();
    }
    if (tasks.due() > 0) {
      return Optional.of(ofDue(job));
    }
    if (tasks.later() > 0) {
      return Optional.of(retry(tasks.nextAttempt(), tasks.lastFailure()));
    }
    if (tasks.sent() > 0) {
      return Optional.of(trouble(job).orElseGet(() -> inKafka(tasks, job.landing())));
    }
    return Optional.of(
        trouble(job)
            .orElse(
                job.state().held()
                    ? new WaitReason(Kind.FINISHING, "all its tasks ended, END_JOB is on its way")
                    : owner(job)));
  }

  /** Why a task of a running job that could begin does not. */
  private static WaitReason ofDue(JobSituation job) {
    Tasks tasks = job.tasks();
    if (job.nodes().workers() == 0) {
      return new WaitReason(
          Kind.NO_WORKER, "no worker of the node group " + job.group() + " is alive");
    }
    @Nullable Integer most = tasks.mostAtOnce();
    if (most != null && tasks.running() >= most) {
      return new WaitReason(
          Kind.AT_ITS_LIMIT, tasks(tasks.running()) + " of its job run, and no more may at once");
    }
    return trouble(job)
        .orElse(
            new WaitReason(
                Kind.WORKERS_BUSY,
                "the workers of the node group "
                    + job.group()
                    + " are at "
                    + tasks(tasks.running() + tasks.ofOthers())
                    + ", "
                    + tasks.ofOthers()
                    + " of them of other jobs"));
  }

  /**
   * Empty when the task runs or is final.
   *
   * @param job the situation of its job
   * @param nextAttempt when it may begin, null when it may at once
   * @param failure why its last attempt failed, null when none did
   * @param end the offset of its END, null when it sent none
   */
  public static Optional<WaitReason> ofTask(
      JobSituation job,
      TaskStatus status,
      @Nullable Instant nextAttempt,
      @Nullable String failure,
      @Nullable Long end) {
    return switch (status) {
      case RUNNING, COMPLETED_CONSUMED, COMPLETED, FAILED, CANCELLED -> Optional.empty();
      case COMPLETED_PRODUCING ->
          Optional.of(trouble(job).orElseGet(() -> inKafka(end, job.landing())));
      case QUEUED -> {
        if (job.state().status() != JobStatus.RUNNING || job.state().pending().wish() != null) {
          yield ofJob(job);
        }
        yield Optional.of(nextAttempt == null ? ofDue(job) : retry(nextAttempt, failure));
      }
    };
  }

  private static Optional<WaitReason> trouble(JobSituation job) {
    return Optional.ofNullable(job.nodes().trouble())
        .map(what -> new WaitReason(Kind.SERVER_AWAY, what));
  }

  private static WaitReason noLanding() {
    return new WaitReason(
        Kind.NO_LANDING,
        "no landing job has registered the findings topic; 'stream status' says more");
  }

  private static WaitReason retry(@Nullable Instant at, @Nullable String failure) {
    return new WaitReason(
        Kind.RETRY,
        "it is tried again"
            + (at == null ? "" : " at " + at)
            + (failure == null ? "" : ", after: " + failure));
  }

  private static WaitReason inKafka(Tasks tasks, @Nullable Landing landing) {
    return landing == null
        ? noLanding()
        : new WaitReason(
            Kind.IN_KAFKA,
            "the data of "
                + tasks(tasks.sent())
                + " are in Kafka"
                + place(landing, landing.lastEnd()));
  }

  private static WaitReason inKafka(@Nullable Long end, @Nullable Landing landing) {
    return landing == null
        ? noLanding()
        : new WaitReason(Kind.IN_KAFKA, "its data are in Kafka" + place(landing, end));
  }

  private static String place(Landing landing, @Nullable Long end) {
    return end == null
        ? ""
        : ": partition "
            + landing.partition()
            + " has landed up to "
            + landing.nextOffset()
            + ", the END is at "
            + end;
  }

  private static String tasks(long count) {
    return count + (count == 1 ? " task" : " tasks");
  }
}
