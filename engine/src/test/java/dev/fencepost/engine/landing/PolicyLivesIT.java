package dev.fencepost.engine.landing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.landing.PartitionBatch;
import dev.fencepost.engine.MigratedDatabase;
import dev.fencepost.engine.verify.PolicyCheck;
import dev.fencepost.engine.verify.Verify;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random histories in which policies come, change, pause and go while the log lands twice over and
 * backfills judge what they read long ago.
 */
class PolicyLivesIT {

  private static final int PARTITIONS = 2;
  private static final Map<String, Integer> ACTS = new TreeMap<>();

  @ParameterizedTest(name = "seed={0}")
  @ValueSource(longs = {1, 2, 5, 8})
  void every_policy_ends_with_what_it_must_hold(long seed) throws Exception {
    try (MigratedDatabase db = MigratedDatabase.fresh()) {
      Random random = new Random(seed);
      LandingHistory history = new LandingHistory(random, db, PARTITIONS);
      history.produce(1_000);
      PolicyLives policies = new PolicyLives(random, db, history.sourceNo());
      List<Lander> landers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        landers.add(new Lander(db.database(), history.sourceNo(), "findings"));
      }
      Map<Integer, Integer> position = new HashMap<>();
      while (history.hasMore(position)) {
        if (random.nextInt(4) > 0) {
          policies.act(ends(history, position, random));
        } else {
          land(history, landers.get(random.nextInt(2)), position, random);
        }
      }
      policies.finish();

      history.model().assertSame(db);
      policies.assertExact();
      assertThat(new Verify(db.database()).all()).allMatch(PolicyCheck::isExact);
      policies.acts().forEach((act, count) -> ACTS.merge(act, count, Integer::sum));
    }
  }

  /** Otherwise the histories would not try what they are for. */
  @AfterAll
  static void everything_was_done() {
    assertThat(ACTS).containsOnlyKeys("apply", "freeze", "pause", "retire");
  }

  private static void land(
      LandingHistory history, Lander lander, Map<Integer, Integer> position, Random random)
      throws Exception {
    int partition = random.nextInt(PARTITIONS);
    int at = position.getOrDefault(partition, 0);
    int from = random.nextInt(4) == 0 ? random.nextInt(at + 1) : at;
    int to = Math.min(history.size(partition), from + 1 + random.nextInt(40));
    PartitionBatch batch = history.batch(partition, from, to);
    lander.land(List.of(batch));
    position.merge(partition, to, Math::max);
    history.applyWorkerReports(to, partition);
  }

  /** Some of what the log holds had not been sent yet when a fence asked. */
  private static Map<Integer, Long> ends(
      LandingHistory history, Map<Integer, Integer> position, Random random) {
    Map<Integer, Long> ends = new HashMap<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      int at = position.getOrDefault(partition, 0);
      ends.put(partition, (long) at + random.nextInt(history.size(partition) - at + 1));
    }
    return ends;
  }
}
