package dev.fencepost.proofs.protocol;

import dev.fencepost.core.fence.Offsets;
import dev.fencepost.core.finding.FindingVersion;
import dev.fencepost.core.job.TaskStatus;
import dev.fencepost.core.landing.BatchPlan;
import dev.fencepost.core.landing.BatchPlan.Consumed;
import dev.fencepost.core.landing.BatchPlan.Place;
import dev.fencepost.core.landing.Incoming;
import dev.fencepost.core.landing.Incoming.EndMarker;
import dev.fencepost.core.landing.Incoming.FindingRecord;
import dev.fencepost.core.landing.Incoming.Origin;
import dev.fencepost.core.landing.PartitionBatch;
import dev.fencepost.core.landing.StoredFinding;
import dev.fencepost.core.landing.TaskView;
import dev.fencepost.core.policy.ResultVersion;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The product's rules, asked by the actors. A mutant of a rule that is code of the product is made
 * here, by lying to it or about it; one of a lock or an order is made by the actor.
 */
final class Rules {

  private final @Nullable Mutant dropped;

  Rules(@Nullable Mutant dropped) {
    this.dropped = dropped;
  }

  boolean keep(Mutant rule) {
    return dropped != rule;
  }

  private boolean drop(Mutant rule) {
    return dropped == rule;
  }

  boolean leavesGap(PartitionBatch batch, long nextOffset) {
    return keep(Mutant.GAP_ACCEPTED) && batch.leavesGapAfter(nextOffset);
  }

  PartitionBatch notLanded(PartitionBatch batch, long nextOffset) {
    return drop(Mutant.PROGRESS_GOES_BACK) ? batch : batch.startingAt(nextOffset);
  }

  boolean isNewer(FindingVersion one, FindingVersion other) {
    if (drop(Mutant.OLDER_FINDING_OVERWRITES)) {
      return true;
    }
    return drop(Mutant.EPOCH_IGNORED_IN_VERSION)
        ? one.offset() > other.offset()
        : one.isNewerThan(other);
  }

  boolean isNewer(ResultVersion one, ResultVersion other) {
    if (drop(Mutant.GUARD_ABSENT)) {
      return true;
    }
    return drop(Mutant.GUARD_IGNORES_POLICY_VERSION)
        ? one.finding().isNewerThan(other.finding())
        : one.isNewerThan(other);
  }

  BatchPlan plan(PartitionBatch batch, List<TaskView> tasks, Set<Place> refused) {
    List<TaskView> told = tasks.stream().map(this::told).toList();
    List<Incoming> records = batch.records().stream().map(record -> told(record, tasks)).toList();
    return BatchPlan.of(
        Database.SOURCE,
        List.of(new PartitionBatch(batch.partition(), batch.from(), batch.to(), records)),
        told,
        refused);
  }

  private TaskView told(TaskView task) {
    TaskStatus status = task.status();
    if (drop(Mutant.CONSUMED_TASK_TAKES_RECORDS) && status == TaskStatus.COMPLETED_CONSUMED) {
      status = TaskStatus.RUNNING;
    }
    return new TaskView(
        task.taskId(),
        task.jobId(),
        status,
        task.attempt(),
        task.sourceNo(),
        task.partition(),
        task.datasource(),
        task.scanEpoch(),
        drop(Mutant.OLDER_SCAN_TELLS) ? task.scanEpoch() : task.sourceEpoch(),
        drop(Mutant.SWEPT_EPOCH_TAKES_RECORDS) ? 0 : task.sweptEpoch(),
        task.landed(),
        task.deadLettered(),
        task.mayRetry(),
        task.scopeFrom(),
        task.scopeTo());
  }

  private Incoming told(Incoming record, List<TaskView> tasks) {
    if (drop(Mutant.STALE_ATTEMPT_COUNTED) && record instanceof FindingRecord f) {
      Origin sent = f.origin();
      return sent == null
          ? f
          : tasks.stream()
              .filter(task -> task.taskId() == sent.taskId())
              .map(
                  task -> new Origin(sent.taskId(), sent.jobId(), task.attempt(), sent.scanEpoch()))
              .map(o -> new FindingRecord(f.offset(), o, f.finding(), f.deleted(), f.payload()))
              .findFirst()
              .orElse(f);
    }
    if (drop(Mutant.MISSING_RECORDS_ACCEPTED) && record instanceof EndMarker e) {
      return new EndMarker(
          e.offset(), e.taskId(), e.jobId(), e.attempt(), 0L, e.failures(), e.payload());
    }
    return record;
  }

  boolean sweeps(Consumed end) {
    return end.sweep()
        || (drop(Mutant.SWEEP_AFTER_FAILURE) && end.marker().failures() > 0)
        || (drop(Mutant.SWEEP_AFTER_DEAD_LETTER) && end.task().deadLettered() > 0)
        || (drop(Mutant.SWEEP_WITHOUT_COUNT) && end.marker().records() == null);
  }

  boolean isGone(String finding, FindingRow row, TaskView task) {
    FindingVersion version = row.version();
    long seenEpoch = drop(Mutant.TELLING_IS_FINDING) ? version.scanEpoch() : row.seenEpoch();
    int attempt = row.attempt();
    boolean sameScan = seenEpoch == task.scanEpoch();
    if (drop(Mutant.SWEEP_FORGETS_OLDER_ATTEMPTS) && sameScan) {
      attempt = task.attempt();
    }
    if (drop(Mutant.SWEEP_TAKES_OWN_ATTEMPT) && sameScan) {
      attempt = 0;
    }
    if (drop(Mutant.SWEEP_TAKES_FREE_FINDINGS) && version.scanEpoch() == 0) {
      version = new FindingVersion(1, version.sourceNo(), version.offset());
      seenEpoch = 0;
    }
    return new StoredFinding(
            version, seenEpoch, attempt, row.deleted(), Message.DATASOURCE, finding)
        .isGoneAfter(task);
  }

  /** Landing reloads its policies when their generation is another one. */
  boolean knowsPolicies(Writer.Armed known, Database db) {
    return known.generation() == db.generation()
        || (drop(Mutant.STALE_POLICIES) && known.generation() >= 0);
  }

  Offsets cutoffs(Database db, List<Integer> partitions, Offsets ends) {
    if (drop(Mutant.CUTOFF_BY_END_OFFSETS)) {
      return Offsets.cutoffsOf(ends.byPartition());
    }
    var positions = db.positions();
    positions.keySet().removeIf(at -> !partitions.contains(at.partition()));
    return Offsets.cutoffsOf(positions);
  }

  boolean isCaughtUp(PolicyRow version, Database db) {
    return drop(Mutant.FROZEN_BEFORE_CAUGHT_UP) || version.ends().reachedBy(db.positions());
  }
}
