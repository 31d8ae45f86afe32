package dev.fencepost.engine.backfill;

/** Where a backfill is to read. Nothing about its results depends on it. */
public enum ReadPreference {
  /** On a follower when there is one, and on the leader while that is away. */
  AUTO,
  /** On a follower only: a backfill waits while it is away or lags behind the fence. */
  FOLLOWERS,
  /** Where is written. */
  LEADER
}
