package dev.fencepost.engine.backfill;

import dev.fencepost.core.job.JobStatus;

/** The answer to somebody who wants to run a backfill. */
public sealed interface BackfillClaim {

  /** It is yours. */
  record Granted(BackfillLease lease) implements BackfillClaim {}

  /** Another process runs it, and renewed its lease not long ago. */
  record Held(String owner) implements BackfillClaim {}

  /** There is nothing to run: it is finished, or a person paused it. */
  record Refused(JobStatus status) implements BackfillClaim {}

  /** There is no such backfill. */
  record Unknown() implements BackfillClaim {}
}
