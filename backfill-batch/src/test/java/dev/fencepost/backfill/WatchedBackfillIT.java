package dev.fencepost.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fencepost.core.job.JobStatus;
import dev.fencepost.engine.backfill.BackfillClaim;
import dev.fencepost.engine.backfill.BackfillJobs;
import dev.fencepost.engine.fence.Activation;
import dev.fencepost.engine.fence.ActivationRequest;
import dev.fencepost.engine.fence.Fence;
import dev.fencepost.engine.fence.PolicyDraft;
import dev.fencepost.local.home.Home;
import dev.fencepost.local.process.ChildProcess;
import dev.fencepost.local.process.Lifetime;
import dev.fencepost.local.service.JavaService;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.migration.Schema;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.sql.transaction.Database;
import dev.fencepost.testkit.home.TestHome;
import dev.fencepost.testkit.postgres.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A process that watches runs what others left, and nothing that is held. */
class WatchedBackfillIT {

  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final Home home = TestHome.create();
  private final TestDatabase store =
      TestDatabase.copyOf("migrated", empty -> Schema.migrate(settings(empty)));
  private final Database database = Database.connecting(settings(store));

  private static ConnectionSource.Settings settings(TestDatabase store) {
    return new ConnectionSource.Settings(store.jdbcUrl(), store.user(), "", "test");
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void what_is_not_begun_or_was_left_is_run_and_what_is_held_is_not() {
    long held = activate("held");
    claim(held, Duration.ofMinutes(5));
    long left = activate("left");
    claim(left, Duration.ofSeconds(1));
    long queued = activate("queued");
    ChildProcess first = watch("watch-1");

    await().atMost(LIMIT).until(() -> status(left) == JobStatus.COMPLETED);
    await().atMost(LIMIT).until(() -> status(queued) == JobStatus.COMPLETED);
    assertThat(owner(held)).isEqualTo("somebody");

    // The first one has no time to take it: it leaves a new backfill to others for some seconds.
    long later = activate("later");
    first.kill9();
    watch("watch-2");
    await().atMost(LIMIT).until(() -> status(later) == JobStatus.COMPLETED);
    assertThat(status(held)).isEqualTo(JobStatus.RUNNING);
  }

  @Test
  void those_that_fail_again_and_again_do_not_keep_others_from_being_run() {
    for (int i = 0; i < 6; i++) {
      activate("broken-" + i, "nobody.understands(this)");
    }
    long sound = activate("sound");

    watch("watch");

    await().atMost(LIMIT).until(() -> status(sound) == JobStatus.COMPLETED);
  }

  private long activate(String name) {
    return activate(name, "finding.confidence >= 0.5");
  }

  private long activate(String name, String condition) {
    PolicyDraft draft =
        new PolicyDraft(name, condition, true, "high", "", Map.of(), "content of " + name, 1);
    Activation activation =
        new Fence(database)
            .activate(new ActivationRequest("request " + name, "test", null, List.of(draft), null));
    return activation.jobId();
  }

  private void claim(long job, Duration lease) {
    BackfillClaim claim =
        database.transact("claim", tx -> BackfillJobs.claim(tx, job, "somebody", lease));
    assertThat(claim).isInstanceOf(BackfillClaim.Granted.class);
  }

  private JobStatus status(long job) {
    return JobStatus.valueOf(text("SELECT status FROM jobs WHERE job_id = " + job));
  }

  private String owner(long job) {
    return text("SELECT orchestrator_id FROM jobs WHERE job_id = " + job);
  }

  private String text(String sql) {
    return database.transact(
        "look", tx -> Jdbc.one(tx, sql, row -> String.valueOf(row.getString(1))));
  }

  private ChildProcess watch(String name) {
    return JavaService.of(name, "backfill-batch", BackfillMain.class.getName())
        .withOptions("-Xmx128m", "-XX:TieredStopAtLevel=1")
        .withArguments("--watch")
        .withEnvironment(
            Map.of(
                "FENCEPOST_DB_URL",
                store.jdbcUrl(),
                "FENCEPOST_DB_USER",
                store.user(),
                "FENCEPOST_BACKFILL_LEASE_SECONDS",
                "2"))
        .start(home, Lifetime.WITH_PARENT);
  }
}
