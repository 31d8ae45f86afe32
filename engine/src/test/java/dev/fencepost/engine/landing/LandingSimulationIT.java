package dev.fencepost.engine.landing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.landing.PartitionBatch;
import dev.fencepost.engine.MigratedDatabase;
import dev.fencepost.engine.fence.ActivationRequest;
import dev.fencepost.engine.fence.Fence;
import dev.fencepost.engine.fence.PolicyDraft;
import dev.fencepost.sql.jdbc.Jdbc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random histories of scans, retries, late attempts, deletions, replays, zombies and policies
 * through the real landing, compared with a model that reads the same logs record by record.
 */
class LandingSimulationIT {

  private static final int PARTITIONS = 2;

  private static final AtomicLong RETOLD = new AtomicLong();

  static Stream<Long> seeds() {
    return LongStream.rangeClosed(1, 15).boxed();
  }

  @ParameterizedTest(name = "seed={0}")
  @MethodSource("seeds")
  void the_tables_say_what_the_log_says(long seed) throws Exception {
    try (MigratedDatabase db = MigratedDatabase.fresh()) {
      Random random = new Random(seed);
      LandingHistory history = new LandingHistory(random, db, PARTITIONS);
      history.produce(400);
      List<Lander> landers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        landers.add(new Lander(db.database(), history.sourceNo(), "findings"));
      }
      Map<Integer, Integer> position = new HashMap<>();
      int policies = 0;
      while (history.hasMore(position)) {
        if (random.nextInt(12) == 0 && policies < 6) {
          applyPolicy(db, random, policies++);
        }
        int partition = random.nextInt(PARTITIONS);
        int at = position.getOrDefault(partition, 0);
        // A replay begins somewhere in what has landed, as a restart from an old checkpoint does.
        int from = random.nextInt(4) == 0 ? random.nextInt(at + 1) : at;
        int to = Math.min(history.size(partition), from + 1 + random.nextInt(40));
        PartitionBatch batch = history.batch(partition, from, to);
        LandingReport report = landers.get(random.nextInt(2)).land(List.of(batch));
        RETOLD.addAndGet(report.retold());
        position.merge(partition, to, Math::max);
        history.applyWorkerReports(to, partition);
      }
      history.model().assertSame(db);
      assertStreamIsExact(db);
    }
  }

  @AfterAll
  static void some_findings_changed_with_their_objects() {
    assertThat(RETOLD).hasPositiveValue();
  }

  private static void applyPolicy(MigratedDatabase db, Random random, int number) {
    String name = "policy-" + random.nextInt(3);
    String condition =
        List.of(
                "finding.confidence >= 0.5",
                "finding.info_type == 'US_SSN'",
                "finding.labels['public'] == 'true'",
                "finding.match_count > 3 || finding.info_type == 'URL'")
            .get(random.nextInt(4));
    new Fence(db.database())
        .activate(
            new ActivationRequest(
                "request-" + number,
                "test",
                null,
                List.of(
                    new PolicyDraft(name, condition, true, "high", "", Map.of(), "hash-" + number)),
                null));
  }

  /**
   * Findings past a version's cut-off are the stream's alone, so its results there must be exact
   * without a backfill.
   */
  private static void assertStreamIsExact(MigratedDatabase db) throws Exception {
    StreamTruth truth = StreamTruth.read(db);
    assertThat(truth.open()).isEqualTo(truth.expected());
    try (var connection = db.connect()) {
      long backwards =
          Jdbc.one(
              connection,
              """
              SELECT count(*) FROM policy_results r JOIN findings f USING (finding_id)
              WHERE (r.scan_epoch, r.source_no, r.source_offset)
                  > (f.scan_epoch, f.source_no, f.source_offset)
              """,
              row -> row.getLong(1));
      assertThat(backwards).isZero();
    }
  }
}
