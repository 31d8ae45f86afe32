package dev.fencepost.core.landing;

import dev.fencepost.core.job.TaskStatus;
import dev.fencepost.core.landing.Decision.Ignore;
import dev.fencepost.core.landing.Incoming.EndMarker;
import dev.fencepost.core.landing.Incoming.FindingRecord;
import dev.fencepost.core.landing.Incoming.ObjectRecord;
import dev.fencepost.core.landing.Incoming.Origin;
import dev.fencepost.core.landing.Incoming.Sender;
import dev.fencepost.core.landing.Rejection.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a landing transaction, steps 3, 4 and 7 of the protocol in {@code
 * docs/ARCHITECTURE.md}.
 */
public final class LandingRules {

  private LandingRules() {}

  /**
   * Decides about a finding.
   *
   * @param task the task its origin names, null when there is none of that id
   */
  public static Decision decide(
      FindingRecord record, @Nullable TaskView task, int sourceNo, int partition) {
    Origin origin = record.origin();
    return origin == null
        ? new Decision.Land()
        : decide(origin, record.finding().datasource(), task, sourceNo, partition);
  }

  /**
   * Decides about what a scan saw of an object.
   *
   * @param task the task its origin names, null when there is none of that id
   */
  public static Decision decide(
      ObjectRecord record, @Nullable TaskView task, int sourceNo, int partition) {
    return decide(record.origin(), record.datasource(), task, sourceNo, partition);
  }

  private static Decision decide(
      Origin origin, String datasource, @Nullable TaskView task, int sourceNo, int partition) {
    if (task == null || task.jobId() != origin.jobId()) {
      return reject(
          Reason.UNKNOWN_TASK, "no task " + origin.taskId() + " in job " + origin.jobId());
    }
    if (task.sourceNo() != sourceNo || task.partition() != partition) {
      return reject(
          Reason.WRONG_PARTITION,
          "task " + task.taskId() + " writes to partition " + task.partition());
    }
    if (!task.datasource().equals(datasource)) {
      return reject(
          Reason.WRONG_DATASOURCE, "task " + task.taskId() + " scans another data source");
    }
    if (origin.scanEpoch() != task.scanEpoch()) {
      return reject(
          Reason.WRONG_EPOCH,
          "task " + task.taskId() + " belongs to scan epoch " + task.scanEpoch());
    }
    Ignore.Why late = late(origin.attempt(), task);
    return late == null ? new Decision.Land() : new Ignore(late);
  }

  /**
   * Whether what a task saw of objects is the newest there is. Once a newer scan has begun, its own
   * landings read what is known of objects without a lock, so nothing older may be written beside
   * them; what the newer scan sees replaces it anyway.
   */
  public static boolean tellsOfObjects(TaskView task) {
    return task.scanEpoch() == task.sourceEpoch();
  }

  private static Ignore.@Nullable Why late(int attempt, TaskView task) {
    if (attempt != task.attempt()) {
      return Ignore.Why.STALE_ATTEMPT;
    }
    if (task.status() == TaskStatus.COMPLETED_CONSUMED) {
      return Ignore.Why.TASK_CONSUMED;
    }
    return task.scanEpoch() < task.sweptEpoch() ? Ignore.Why.SWEPT_EPOCH : null;
  }

  /**
   * Decides whose a record is that becomes a dead letter.
   *
   * @param sender what the record, or what stands beside it, says; null when it says nothing
   * @param task the task its sender names, null when there is none of that id
   */
  public static Attribution attribute(
      @Nullable Sender sender, @Nullable TaskView task, int sourceNo, int partition) {
    if (sender == null
        || task == null
        || task.jobId() != sender.jobId()
        || task.sourceNo() != sourceNo
        || task.partition() != partition) {
      return Attribution.NOBODY;
    }
    return late(sender.attempt(), task) == null ? Attribution.COUNTED : Attribution.LATE;
  }

  /**
   * Decides about an END.
   *
   * @param task as it is after every record before the marker, null when there is none of that id
   */
  public static EndDecision decide(
      EndMarker marker, @Nullable TaskView task, int sourceNo, int partition) {
    if (task == null || task.jobId() != marker.jobId()) {
      return new EndDecision.Reject(
          new Rejection(
              Reason.UNKNOWN_TASK, "no task " + marker.taskId() + " in job " + marker.jobId()));
    }
    if (task.sourceNo() != sourceNo || task.partition() != partition) {
      return new EndDecision.Reject(
          new Rejection(
              Reason.WRONG_PARTITION,
              "task " + task.taskId() + " writes to partition " + task.partition()));
    }
    if (marker.attempt() != task.attempt()
        || !task.status().canBecome(TaskStatus.COMPLETED_CONSUMED)) {
      return new EndDecision.Ignore();
    }
    if (task.scanEpoch() < task.sweptEpoch()) {
      return new EndDecision.Fail("a newer scan of the data source has swept it");
    }
    Long sent = marker.records();
    if (sent == null) {
      // Without a count nobody knows whether the scope was covered, so nothing may be swept.
      return new EndDecision.Consume(false);
    }
    long accounted = task.landed() + task.deadLettered();
    if (accounted < sent) {
      String failure = "sent " + sent + " records, " + accounted + " arrived";
      return task.mayRetry() ? new EndDecision.Retry(failure) : new EndDecision.Fail(failure);
    }
    return new EndDecision.Consume(marker.failures() == 0 && task.deadLettered() == 0);
  }

  private static Decision reject(Reason reason, String detail) {
    return new Decision.Reject(new Rejection(reason, detail));
  }
}
