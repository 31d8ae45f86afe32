package dev.fencepost.backfill;

import static dev.fencepost.backfill.SampleHistory.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fencepost.core.fence.Offsets;
import dev.fencepost.core.fence.SourcePartition;
import dev.fencepost.engine.fence.Activation;
import dev.fencepost.engine.fence.Fence;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.testkit.postgres.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How backfills end. */
class EndedBackfillIT {

  private static final int FINDINGS = 500;

  private TestDatabase server;
  private ConnectionSource.Settings settings;
  private SampleHistory history;

  @BeforeEach
  void open() throws SQLException {
    server = TestDatabase.fresh();
    settings = new ConnectionSource.Settings(server.jdbcUrl(), server.user(), "", "test");
    history = SampleHistory.written(settings, FINDINGS);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void a_run_that_waits_for_the_stream_is_one_run_and_holds_nothing() {
    Offsets ends = Offsets.of(Map.of(new SourcePartition(1, 0), FINDINGS + 10L));
    Activation activation =
        history.activate(ends, draft("once", "finding.confidence >= 0.5", false));
    CompletableFuture<BackfillProcess.Result> run =
        CompletableFuture.supplyAsync(() -> run(activation));
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                history.count(
                        "SELECT coalesce(sum(commit_count), 0) FROM batch_step_execution"
                            + " WHERE step_name = 'complete'")
                    >= 2);
    assertThat(run).isNotDone();

    history.add(FINDINGS + 1, FINDINGS + 10);

    assertThat(run.join()).isEqualTo(BackfillProcess.Result.COMPLETE);
    assertThat(history.text("SELECT status FROM policy_versions")).isEqualTo("FROZEN");
    assertThat(history.count("SELECT count(*) FROM batch_job_instance")).isEqualTo(1);
    assertThat(history.text("SELECT reading FROM backfill_conduct"))
        .isEqualTo("the leader, because no follower is known");
  }

  @Test
  void of_a_backfill_whose_policies_were_stopped_nothing_is_left() {
    Activation activation = history.activate(draft("p", "finding.confidence >= 0.5", true));
    new Fence(history.database()).retire("p", "test", null);

    assertThat(run(activation)).isEqualTo(BackfillProcess.Result.COMPLETE);
    assertThat(history.text("SELECT status FROM jobs WHERE kind = 'BACKFILL'"))
        .isEqualTo("CANCELLED");
    assertThat(run(activation)).as("once more").isEqualTo(BackfillProcess.Result.COMPLETE);
  }

  private BackfillProcess.Result run(Activation activation) {
    BackfillSettings with =
        BackfillSettings.of(
            Map.of("FENCEPOST_DB_URL", settings.url(), "FENCEPOST_DB_USER", settings.user()));
    return new BackfillProcess(with, activation.jobId()).run();
  }
}
