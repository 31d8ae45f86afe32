package dev.fencepost.engine.landing;

import dev.fencepost.policy.judge.ArmedPolicy;
import dev.fencepost.policy.judge.PolicySet;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.transaction.Database;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Adds up how often conditions could not be evaluated. Stored now and then outside the landings,
 * because a row that every landing writes would make them wait for each other; a crash loses what
 * was counted since.
 */
final class EvaluationErrors {

  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private final Database database;
  private final Map<ArmedPolicy, Long> stored =
      new TreeMap<>(
          Comparator.comparingLong(ArmedPolicy::policyId).thenComparingInt(ArmedPolicy::version));
  private @Nullable PolicySet counted;
  private long nextAt = System.nanoTime();

  EvaluationErrors(Database database) {
    this.database = database;
  }

  void store(ArmedPolicies policies) {
    if (System.nanoTime() - nextAt < 0) {
      return;
    }
    nextAt = System.nanoTime() + INTERVAL.toNanos();
    PolicySet current = policies.known();
    if (current == null) {
      return;
    }
    if (current != counted) {
      counted = current;
      stored.clear();
    }
    Map<ArmedPolicy, Long> fresh =
        new TreeMap<>(
            Comparator.comparingLong(ArmedPolicy::policyId).thenComparingInt(ArmedPolicy::version));
    current
        .errors()
        .forEach(
            (policy, count) -> {
              long more = count - stored.getOrDefault(policy, 0L);
              if (more > 0) {
                fresh.put(policy, more);
                stored.put(policy, count);
              }
            });
    if (!fresh.isEmpty()) {
      write(fresh);
    }
  }

  private void write(Map<ArmedPolicy, Long> fresh) {
    database.transact(
        "count evaluation errors",
        tx -> {
          for (Map.Entry<ArmedPolicy, Long> entry : fresh.entrySet()) {
            Jdbc.update(
                tx,
                """
                UPDATE policy_versions SET evaluation_errors = evaluation_errors + ?
                WHERE policy_id = ? AND version = ?
                """,
                entry.getValue(),
                entry.getKey().policyId(),
                entry.getKey().version());
          }
          return fresh.size();
        });
  }
}
