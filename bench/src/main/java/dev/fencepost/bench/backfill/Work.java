package dev.fencepost.bench.backfill;

import java.time.Duration;

/**
 * What one turn took.
 *
 * @param judging from the first statement to the last commit
 * @param startUp of the process, before that; zero for a session
 */
record Work(Duration judging, Duration startUp) {

  double rowsPerSecond(long rows) {
    return rows * 1e9 / judging.toNanos();
  }
}
