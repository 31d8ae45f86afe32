package dev.fencepost.bench.backfill;

import dev.fencepost.bench.stage.Backfilled;
import dev.fencepost.bench.stage.RunningBackfill;
import java.util.Optional;

/**
 * The product: a fence, and the process that the command line starts for it.
 *
 * @param policies how many share the scan
 * @param onFollower whether ranges are read on the standby
 */
record FencepostBackfill(int policies, boolean onFollower) {

  /** From the moment the process takes the job to the moment the job is COMPLETED. */
  Work run(Stage stage) throws Exception {
    long job = Backfilled.fence(stage.settings(), SlicedPolicies.of(policies));
    Optional<String> follower =
        onFollower ? Optional.of(stage.servers().standby().jdbcUrl()) : Optional.empty();
    try (RunningBackfill running =
        RunningBackfill.start(stage.home(), stage.settings(), follower, job)) {
      Backfilled done = running.finish();
      return new Work(done.judging(), done.startUp());
    }
  }
}
