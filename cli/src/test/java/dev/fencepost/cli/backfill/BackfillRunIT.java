package dev.fencepost.cli.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.cli.Main;
import dev.fencepost.cli.session.Session;
import dev.fencepost.cli.session.Terminal;
import dev.fencepost.core.job.JobStatus;
import dev.fencepost.engine.backfill.BackfillClaim;
import dev.fencepost.engine.backfill.BackfillJobs;
import dev.fencepost.engine.backfill.BackfillProgress;
import dev.fencepost.engine.fence.ActivationRequest;
import dev.fencepost.engine.fence.Fence;
import dev.fencepost.engine.fence.PolicyDraft;
import dev.fencepost.local.home.Home;
import dev.fencepost.local.process.ProcessTable;
import dev.fencepost.local.process.Wait;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.migration.Schema;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.sql.transaction.Database;
import dev.fencepost.testkit.home.TestHome;
import dev.fencepost.testkit.postgres.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackfillRunIT {

  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final ByteArrayOutputStream messages = new ByteArrayOutputStream();
  private final Home home = TestHome.create();
  private final TestDatabase store =
      TestDatabase.copyOf("migrated", empty -> Schema.migrate(settings(empty)));
  private final Database database = Database.connecting(settings(store));
  private final long job = activate();

  private static ConnectionSource.Settings settings(TestDatabase store) {
    return new ConnectionSource.Settings(store.jdbcUrl(), store.user(), "", "test");
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void a_backfill_that_another_process_holds_is_followed_to_its_end() throws Exception {
    hold(Duration.ofMinutes(5));
    CompletableFuture<Integer> exitCode = CompletableFuture.supplyAsync(this::runBackfill);
    assertThat(Wait.until(() -> said().contains("following it"), LIMIT)).isTrue();
    assertThat(exitCode).isNotDone();

    database.transact(
        "complete it, as its process does",
        tx ->
            Jdbc.update(
                tx,
                """
                UPDATE jobs SET status = 'COMPLETED', finished_at = clock_timestamp(),
                  orchestrator_id = NULL, orchestrator_lease_expiry = NULL
                """));

    assertThat(exitCode.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isZero();
    assertThat(new ProcessTable(home).all()).isEmpty();
  }

  @Test
  void a_backfill_whose_holder_is_gone_is_taken_over() {
    hold(Duration.ofSeconds(2));

    assertThat(runBackfill()).as(said()).isZero();

    assertThat(said()).contains("following it");
    assertThat(progress().status()).isEqualTo(JobStatus.COMPLETED);
    assertThat(progress().runBy()).isNull();
  }

  private int runBackfill() {
    PrintStream out = new PrintStream(messages, true, StandardCharsets.UTF_8);
    Session session =
        new Session(
            new Terminal(out, out, false, false),
            Map.of("FENCEPOST_DB_URL", store.jdbcUrl(), "FENCEPOST_DB_USER", store.user()),
            home);
    return Main.run(session, "backfill", "run", Long.toString(job), "--timeout", "60");
  }

  private String said() {
    return messages.toString(StandardCharsets.UTF_8);
  }

  private void hold(Duration lease) {
    BackfillClaim claim =
        database.transact("claim", tx -> BackfillJobs.claim(tx, job, "somebody", lease));
    assertThat(claim).isInstanceOf(BackfillClaim.Granted.class);
    assertThat(progress().runBy()).isEqualTo("somebody");
  }

  private BackfillProgress progress() {
    return database.transact("look", tx -> BackfillProgress.of(tx, job)).orElseThrow();
  }

  private long activate() {
    PolicyDraft draft =
        new PolicyDraft("p", "finding.confidence >= 0.5", true, "high", "", Map.of(), "p");
    return new Fence(database)
        .activate(new ActivationRequest("request", "test", null, List.of(draft), null))
        .jobId();
  }
}
