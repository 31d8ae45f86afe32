package dev.fencepost.engine.landing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.fence.Offsets;
import dev.fencepost.core.fence.SourcePartition;
import dev.fencepost.core.policy.PolicyStatus;
import dev.fencepost.engine.MigratedDatabase;
import dev.fencepost.engine.fence.Activation;
import dev.fencepost.engine.fence.ActivationRequest;
import dev.fencepost.engine.fence.Fence;
import dev.fencepost.engine.fence.PolicyDraft;
import dev.fencepost.engine.fence.PolicyStateException;
import dev.fencepost.engine.fence.UnknownPolicyException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Policies that are created, changed, paused and retired at random, with their backfills in pieces
 * between; and what their results must be.
 */
final class PolicyLives {

  private static final List<String> NAMES = List.of("a", "b", "c", "d");
  private static final List<String> CONDITIONS =
      List.of(
          "finding.confidence >= 0.5",
          "finding.info_type == 'US_SSN'",
          "finding.labels['public'] == 'true'",
          "finding.object_path.matches('^[a-m]')",
          "finding.match_count > 3 || finding.info_type == 'URL'");

  private final Random random;
  private final MigratedDatabase db;
  private final int sourceNo;
  private final Fence fence;
  private final List<PiecewiseBackfill> backfills = new ArrayList<>();
  private final Map<String, Integer> acts = new TreeMap<>();

  /** The results of policies that nobody judges any more, as they were when that began. */
  private final Map<String, PolicyOutcome> stopped = new HashMap<>();

  private int requests;

  PolicyLives(Random random, MigratedDatabase db, int sourceNo) {
    this.random = random;
    this.db = db;
    this.sourceNo = sourceNo;
    this.fence = new Fence(db.database());
  }

  /**
   * Does one thing.
   *
   * @param ends how far the log of each partition reaches
   */
  void act(Map<Integer, Long> ends) throws SQLException {
    switch (random.nextInt(24)) {
      case 0, 1 -> apply(ends);
      case 2 -> stop("pause", () -> fence.pause(any(NAMES), "test", null));
      case 3 -> stop("retire", () -> fence.retire(any(NAMES), "test", null));
      default -> {
        if (!backfills.isEmpty()) {
          advance(backfills.get(random.nextInt(backfills.size())));
        }
      }
    }
  }

  private void apply(Map<Integer, Long> ends) throws SQLException {
    List<PolicyDraft> drafts = new ArrayList<>();
    for (String name : NAMES) {
      if (random.nextInt(3) == 0) {
        stopped.remove(name);
        drafts.add(
            new PolicyDraft(
                name, any(CONDITIONS), random.nextBoolean(), "high", "", Map.of(), "hash"));
      }
    }
    if (drafts.isEmpty()) {
      return;
    }
    Map<SourcePartition, Long> known = new HashMap<>();
    ends.forEach((partition, end) -> known.put(new SourcePartition(sourceNo, partition), end));
    Activation activated =
        fence.activate(
            new ActivationRequest(
                "request-" + requests++,
                "test",
                null,
                drafts,
                random.nextInt(4) == 0 ? null : Offsets.of(known)));
    backfills.add(new PiecewiseBackfill(random, db, activated));
    count("apply");
  }

  private void stop(String act, Runnable stopping) throws SQLException {
    assertExact();
    try {
      stopping.run();
    } catch (PolicyStateException | UnknownPolicyException refused) {
      return;
    }
    count(act);
    remember();
  }

  private void advance(PiecewiseBackfill backfill) throws SQLException {
    if (backfill.advance()) {
      backfills.remove(backfill);
      assertExact();
    }
    remember();
  }

  /** Keeps the results of what has just been stopped or frozen, and checks a freeze. */
  private void remember() throws SQLException {
    for (String name : PolicyOutcome.unarmed(db)) {
      if (stopped.containsKey(name)) {
        continue;
      }
      PolicyOutcome outcome = PolicyOutcome.of(db, name);
      stopped.put(name, outcome);
      if (outcome.status() == PolicyStatus.FROZEN) {
        assertThat(outcome.openIds()).isEqualTo(outcome.matching());
        count("freeze");
      }
    }
  }

  /** Runs to their end the backfills that can end. */
  void finish() throws SQLException {
    while (!backfills.isEmpty()) {
      advance(backfills.get(0));
    }
  }

  /** An active policy is exact at every moment, and one that was stopped stays as it was. */
  void assertExact() throws SQLException {
    for (String name : PolicyOutcome.names(db)) {
      PolicyOutcome outcome = PolicyOutcome.of(db, name);
      @Nullable PolicyOutcome before = stopped.get(name);
      if (before != null) {
        assertThat(outcome.results())
            .as("%s of policy %s", outcome.status(), name)
            .isEqualTo(before.results());
      } else if (outcome.status() == PolicyStatus.ACTIVE) {
        assertThat(outcome.openIds())
            .as("%s of policy %s", outcome.status(), name)
            .isEqualTo(outcome.matching());
      }
    }
  }

  /** How often each kind of act was done. */
  Map<String, Integer> acts() {
    return acts;
  }

  private void count(String act) {
    acts.merge(act, 1, Integer::sum);
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
