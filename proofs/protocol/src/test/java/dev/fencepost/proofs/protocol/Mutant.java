package dev.fencepost.proofs.protocol;

/** A rule of the protocol that is dropped, to see that something breaks. Each has one place. */
enum Mutant {
  // Turns and positions
  PROGRESS_GOES_BACK(
      "a landing takes records below the position, and stores its own",
      "stream",
      Invariant.POSITION_GROWS),
  GAP_ACCEPTED(
      "a batch that begins after the position is landed", "redo", Invariant.DURABLE_BELOW_POSITION),
  NEW_PARTITION_IGNORES_FENCES(
      "a partition's row is made without the generation's lock",
      "partitions",
      Invariant.RESULTS_EXACT),
  // Which policies judge
  STALE_POLICIES(
      "a landing goes on judging by the policies that it knows", "stream", Invariant.RESULTS_EXACT),
  FENCE_TAKES_NO_TURNS(
      "an activation does not wait for landings in flight", "stream", Invariant.RESULTS_EXACT),
  STOP_TAKES_NO_TURNS(
      "pause and retire do not wait for landings in flight", "retire", Invariant.STOPPED_IS_STILL),
  STOP_KEEPS_GENERATION(
      "pause and retire do not raise the generation", "pause", Invariant.STOPPED_IS_STILL),
  FREEZE_TAKES_NO_TURNS(
      "freezing does not wait for landings in flight", "freeze-retire", Invariant.STOPPED_IS_STILL),
  CUTOFF_BY_END_OFFSETS(
      "the cut-off is what Kafka holds, not what is durable", "native", Invariant.ONE_JUDGE),
  REQUEST_WITHOUT_ID(
      "a request whose answer was lost is carried out again", "stream", Invariant.REQUEST_ONCE),
  // Findings and verdicts
  OLDER_FINDING_OVERWRITES(
      "a record is stored over a newer version of its finding", "rescan", Invariant.FINDING_GROWS),
  EPOCH_IGNORED_IN_VERSION(
      "versions of findings are ordered by offset alone", "rescan", Invariant.FINDING_GROWS),
  JUDGED_ON_OLD_SNAPSHOT(
      "results are judged in the statement that stores the findings",
      "stream",
      Invariant.RESULTS_EXACT),
  GUARD_ABSENT("a result is replaced by any other", "redo", Invariant.RESULT_GROWS),
  GUARD_IGNORES_POLICY_VERSION(
      "a result is replaced when its finding's version is newer",
      "replace",
      Invariant.RESULTS_EXACT),
  // Backfill
  NO_VISIBILITY_BARRIER(
      "a snapshot from before the fence is scanned", "stream", Invariant.RESULTS_EXACT),
  CONFIRM_WITHOUT_RECHECK(
      "a candidate is confirmed whatever became of its finding", "stream", Invariant.RESULTS_EXACT),
  CONFIRM_WITHOUT_SHARE_LOCK(
      "a candidate is confirmed without locking its finding", "stream", Invariant.RESULTS_EXACT),
  STOP_LOCKS_NO_RANGES(
      "pause and retire do not wait for confirms in flight", "retire", Invariant.STATUS_LEGAL),
  REPLACE_LOCKS_NO_RANGES(
      "a new version does not wait for confirms of the old one", "replace", Invariant.STATUS_LEGAL),
  REPLACED_RESULTS_LEFT_OPEN(
      "open results of the replaced version are not closed", "replace", Invariant.RESULTS_EXACT),
  CLOSED_BEFORE_CONFIRMED(
      "results of the replaced version are closed before the backfill is done",
      "replace",
      Invariant.RESULTS_EXACT),
  COMPLETED_WITH_RANGES_LEFT(
      "a version completes while a range is not confirmed", "stream", Invariant.RESULTS_EXACT),
  COMPLETION_LOCKS_NO_RANGES(
      "a version completes without keeping out pause and retire", "pause", Invariant.STATUS_LEGAL),
  FROZEN_BEFORE_CAUGHT_UP(
      "a backfill-only version freezes when its ranges are confirmed",
      "freeze-retire",
      Invariant.FROZEN_CAUGHT_UP),
  // Tasks and markers
  STALE_ATTEMPT_COUNTED(
      "a record of an attempt that was given up counts for the current one",
      "retry",
      Invariant.COUNTS_TRUE),
  CONSUMED_TASK_TAKES_RECORDS(
      "a record of a task that is complete is landed", "loss", Invariant.STATUS_LEGAL),
  MISSING_RECORDS_ACCEPTED(
      "an END completes its task although records are missing",
      "loss",
      Invariant.CONSUMED_IS_DURABLE),
  LOST_END_UNNOTICED(
      "nobody looks for tasks whose END passed without effect", "loss", Invariant.NOT_STUCK),
  LATE_REPORT_OVERWRITES(
      "a worker's report that comes after the END landed sets the task back",
      "loss",
      Invariant.STATUS_LEGAL),
  JOB_DONE_WHEN_SENT(
      "a job is complete when its tasks have sent everything", "scopes", Invariant.JOB_IS_DURABLE),
  // Sweeps and epochs
  SWEPT_EPOCH_TAKES_RECORDS(
      "a record of a scan is landed after a newer scan swept",
      "rescan",
      Invariant.SWEPT_STAYS_GONE),
  SWEEP_AFTER_FAILURE(
      "an END sweeps although an object could not be read", "unclean", Invariant.SWEPT_WAS_GONE),
  SWEEP_AFTER_DEAD_LETTER(
      "an END sweeps although a record became a dead letter", "unclean", Invariant.SWEPT_WAS_GONE),
  SWEEP_WITHOUT_COUNT("an END without a count sweeps", "unclean", Invariant.SWEPT_WAS_GONE),
  SWEEP_FORGETS_OLDER_ATTEMPTS(
      "a sweep spares what an older attempt of the same scan left",
      "retry",
      Invariant.SWEPT_STAYS_GONE),
  SWEEP_TAKES_OWN_ATTEMPT(
      "a sweep takes what its own attempt sent", "retry", Invariant.SWEPT_WAS_GONE),
  SWEEP_TAKES_FREE_FINDINGS(
      "a sweep takes findings of producers without a scan", "rescan", Invariant.SWEPT_WAS_GONE),
  SWEEP_LOCKS_NO_SOURCE(
      "a sweep does not wait for landings of an older scan", "rescan", Invariant.SWEPT_STAYS_GONE),
  SCAN_START_TAKES_NO_TURNS(
      "a scan starts without waiting for landings in flight", "rescan", Invariant.SWEPT_STAYS_GONE),
  // Objects
  FINDING_MISSES_OBJECT(
      "a finding is stored without what is known of its object",
      "objects",
      Invariant.CARRIES_WHAT_IS_KNOWN),
  TELLING_MISSES_FINDINGS(
      "what is told of an object is not copied onto its findings",
      "objects",
      Invariant.CARRIES_WHAT_IS_KNOWN),
  COPY_KEEPS_VERSION(
      "a finding whose copy changes keeps its version", "objects-gone", Invariant.FINDING_GROWS),
  TELLING_IS_FINDING(
      "a sweep spares a finding whose object was told of",
      "objects-gone",
      Invariant.SWEPT_STAYS_GONE),
  OLDER_SCAN_TELLS(
      "an older scan tells of objects after a newer one began",
      "objects",
      Invariant.CARRIES_WHAT_IS_KNOWN),
  TELLING_LOCKS_NO_SOURCE(
      "a landing that tells of objects does not wait for landings of an older scan",
      "objects",
      Invariant.CARRIES_WHAT_IS_KNOWN);

  private final String says;
  private final String scenario;
  private final Invariant breaks;

  Mutant(String says, String scenario, Invariant breaks) {
    this.says = says;
    this.scenario = scenario;
    this.breaks = breaks;
  }

  /** What is dropped. */
  String says() {
    return says;
  }

  /** The scenario that shows what breaks. */
  String scenario() {
    return scenario;
  }

  Invariant breaks() {
    return breaks;
  }
}
