package dev.fencepost.engine.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.engine.history.HistoryDatabase;
import dev.fencepost.engine.history.HistoryDatabase.Draft;
import dev.fencepost.engine.history.SeededFindings;
import dev.fencepost.engine.verify.PolicyCheck;
import dev.fencepost.engine.verify.Verify;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConcurrentLandingsIT {

  private static final String SSN = "finding.info_type == \"US_SSN\" && finding.confidence >= 0.3";
  private static final String PUBLIC = "finding.labels[\"public\"] == \"true\"";

  private final HistoryDatabase history = new HistoryDatabase();
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final AtomicBoolean done = new AtomicBoolean();

  @AfterEach
  void drop() throws InterruptedException {
    done.set(true);
    threads.shutdown();
    assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    history.close();
  }

  @ParameterizedTest(name = "natively={0}")
  @ValueSource(booleans = {true, false})
  void landings_that_change_the_same_findings_lose_nothing(boolean natively) throws Exception {
    history.land(new SeededFindings(11).many(600));
    BackfillRun run =
        new BackfillRun(
            history,
            history.activate(Draft.streaming("ssn", SSN), Draft.streaming("public", PUBLIC)));
    Future<Integer> landing = threads.submit(this::changeFindings);

    for (BackfillRange range : run.plan(10)) {
      if (natively) {
        run.confirmNatively(range);
      } else {
        run.confirm(range, run.scan(range));
      }
    }
    assertThat(run.complete()).isEqualTo(BackfillCompletion.Outcome.COMPLETE);
    done.set(true);

    assertThat(landing.get(30, TimeUnit.SECONDS)).isPositive();
    List<PolicyCheck> checks = new Verify(history.database()).all();
    assertThat(checks).hasSize(2).allSatisfy(check -> assertThat(check.isExact()).isTrue());
    assertThat(history.open("ssn", "BACKFILL")).isNotEmpty();
    assertThat(history.open("ssn", "STREAM")).isNotEmpty();
  }

  private int changeFindings() {
    SeededFindings values = new SeededFindings(12);
    Random random = new Random(13);
    int landed = 0;
    while (!done.get() || landed == 0) {
      List<Finding> batch =
          random
              .ints(8, 0, 600)
              .sorted()
              .distinct()
              .mapToObj(i -> values.one("f-%04d".formatted(i)))
              .toList();
      if (random.nextInt(4) == 0) {
        history.delete(batch.get(0));
      } else {
        history.land(batch);
      }
      landed += batch.size();
    }
    return landed;
  }
}
