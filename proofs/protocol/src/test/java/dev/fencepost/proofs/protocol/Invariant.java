package dev.fencepost.proofs.protocol;

/** What must hold in every state that can be reached, or in every step between two. */
enum Invariant {
  DURABLE_BELOW_POSITION(
      "every record without a task below a position is stored, or newer ones are"),
  RESULTS_EXACT(
      "open results are the latest versions that match: for an active version all, during its"
          + " backfill those past the cut-off, for a frozen one those at or below frozen_offsets"),
  ONE_JUDGE("the stream judges what lies past the cut-off and the backfill what does not"),
  FROZEN_CAUGHT_UP("a frozen version has landed what existed at its fence"),
  REQUEST_ONCE("a request makes one version"),
  POSITION_GROWS("a position never goes back"),
  FINDING_GROWS("a stored finding is replaced by a newer version only"),
  RESULT_GROWS("no version of a finding is judged with effect twice by a version of a policy"),
  STOPPED_IS_STILL("a paused, retired, replaced or frozen version changes no result"),
  STATUS_LEGAL("statuses change as their tables allow, and a consumed task changes no more"),
  CONSUMED_IS_DURABLE("every record of a COMPLETED_CONSUMED task's attempt is durable"),
  COUNTS_TRUE("a task counts what its current attempt landed"),
  JOB_IS_DURABLE("every task of a completed job is COMPLETED_CONSUMED"),
  SWEPT_STAYS_GONE("after a sweep nothing older is left or comes back in its scope"),
  SWEPT_WAS_GONE("nothing is swept that its source still has, or that no scan sent"),
  CARRIES_WHAT_IS_KNOWN("a scan's finding carries what is known of its object"),
  NOT_STUCK("whatever happens, everything lands, every backfill ends and every task becomes final");

  private final String says;

  Invariant(String says) {
    this.says = says;
  }

  String says() {
    return says;
  }
}
