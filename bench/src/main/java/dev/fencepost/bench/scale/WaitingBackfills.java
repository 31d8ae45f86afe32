package dev.fencepost.bench.scale;

import dev.fencepost.bench.data.SeededPolicies;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.engine.backfill.BackfillClaim;
import dev.fencepost.engine.backfill.BackfillJobs;
import dev.fencepost.engine.fence.ActivationRequest;
import dev.fencepost.engine.fence.Fence;
import dev.fencepost.engine.fence.PolicyDraft;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.sql.transaction.Database;
import dev.fencepost.sql.transaction.KeptConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A fence, and so a backfill, for each of many policies. */
final class WaitingBackfills implements AutoCloseable {

  /** As many as a watcher of backfills asks for. */
  private static final int AT_ONCE = 4;

  private static final int TAKEN_AT_MOST = 300;
  private static final Duration LEASE = Duration.ofMinutes(10);
  private static final double NANOS = 1e9;

  private final KeptConnection connection;
  private final Database database;
  private final int policies;

  WaitingBackfills(ConnectionSource.Settings settings, int policies) {
    this.connection = new KeptConnection(settings::connect);
    this.database = new Database(connection);
    this.policies = policies;
  }

  /** Gives one policy after the other a new version; returns fences per second. */
  double fences() {
    Fence fence = new Fence(database);
    long begun = System.nanoTime();
    for (int i = 0; i < policies; i++) {
      fence.activate(
          new ActivationRequest(
              UUID.randomUUID().toString(), "bench", null, List.of(draft(i)), null));
    }
    return policies / seconds(begun);
  }

  private static PolicyDraft draft(int number) {
    return new PolicyDraft(
        PolicyFolder.name(number),
        "finding.match_count > " + number,
        true,
        "high",
        "",
        Map.of(),
        "bench-" + number,
        SeededPolicies.LANGUAGE_LEVEL);
  }

  /** Takes backfills as who watches for them does; returns how many a second. */
  double taken() {
    int wanted = Math.min(policies, TAKEN_AT_MOST);
    int taken = 0;
    long begun = System.nanoTime();
    while (taken < wanted) {
      List<Long> found =
          database.transact(
              "look for backfills",
              tx -> BackfillJobs.abandoned(tx, Duration.ZERO, Math.min(AT_ONCE, wanted)));
      for (long job : found) {
        BackfillClaim claim =
            database.transact(
                "take a backfill", tx -> BackfillJobs.claim(tx, job, "bench-" + job, LEASE));
        if (!(claim instanceof BackfillClaim.Granted)) {
          throw CommandFailure.failed("backfill " + job + " waits and was not granted");
        }
      }
      if (found.isEmpty()) {
        throw CommandFailure.failed(wanted - taken + " backfills were lost");
      }
      taken += found.size();
    }
    return taken / seconds(begun);
  }

  private static double seconds(long begun) {
    return (System.nanoTime() - begun) / NANOS;
  }

  @Override
  public void close() {
    connection.close();
  }
}
