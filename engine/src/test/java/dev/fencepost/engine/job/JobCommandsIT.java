package dev.fencepost.engine.job;

import static dev.fencepost.engine.job.JobFixture.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.core.job.CommandAnswer;
import dev.fencepost.core.job.CommandAnswer.Later;
import dev.fencepost.core.job.CommandAnswer.Nothing;
import dev.fencepost.core.job.CommandAnswer.Now;
import dev.fencepost.core.job.CommandRules;
import dev.fencepost.core.job.FailureKind;
import dev.fencepost.core.job.JobCommand;
import dev.fencepost.core.job.JobState;
import dev.fencepost.core.job.JobStatus;
import dev.fencepost.core.job.PendingCommands;
import dev.fencepost.core.job.TaskKind;
import dev.fencepost.core.job.TaskStatus;
import dev.fencepost.core.job.WaitReason;
import dev.fencepost.core.job.WaitReason.Kind;
import dev.fencepost.engine.job.CommandDriver.Executed;
import dev.fencepost.engine.job.GivenCommand.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobCommandsIT {

  private final JobFixture fixture = new JobFixture().withLanding(8);
  private final JobCommands commands = new JobCommands(fixture.single);
  private final CommandDriver driver = new CommandDriver(fixture.single, 3);
  private final TaskBoard worker =
      new TaskBoard(fixture.single, "w1", "default", new TaskTimes(LONG, LONG));

  @AfterEach
  void close() {
    fixture.close();
  }

  /** The pure rule is the oracle: every command at every state that the database can hold. */
  @Test
  void each_command_at_each_state_does_what_the_rule_says() {
    OwnedJob job = fixture.started("docs");
    for (JobStatus status : JobStatus.values()) {
      for (String pending :
          new @Nullable String[] {null, "START", "PAUSE", "RESUME", "START,CANCEL"}) {
        for (boolean held : new boolean[] {true, false}) {
          for (JobCommand command : JobCommand.values()) {
            put(job.jobId(), status, pending, held);
            JobState state = new JobState(status, PendingCommands.of(pending), held);
            compare(job.jobId(), state, command);
          }
        }
      }
    }
    assertThat(fixture.texts("SELECT DISTINCT actor || ' ' || reason FROM audit_log"))
        .containsExactly("ann because");
  }

  private void compare(long job, JobState state, JobCommand command) {
    String what = command + " at " + state;
    CommandAnswer answer = CommandRules.give(command, state);
    String before = row(job);
    // A job whose listing never failed has nothing to try again.
    if (answer instanceof CommandAnswer.Refused || command == JobCommand.RETRY) {
      assertThatThrownBy(() -> give(command, job)).as(what).isInstanceOf(RefusedException.class);
      assertThat(row(job)).as(what).isEqualTo(before);
      return;
    }
    give(command, job);
    if (answer instanceof Now now) {
      assertThat(row(job)).as(what).isEqualTo(now.next() + " " + now.pending().text() + " free");
    } else if (answer instanceof Later later) {
      String holder = state.held() ? " held" : " free";
      assertThat(row(job))
          .as(what)
          .isEqualTo(state.status() + " " + later.pending().text() + holder);
    } else {
      assertThat(answer).isInstanceOf(Nothing.class);
      assertThat(row(job)).as(what).isEqualTo(before);
    }
  }

  /**
   * The other half of the oracle: what the owner makes of it, while a task runs and while none
   * does.
   */
  @Test
  void each_execution_at_each_state_does_what_the_rule_says() {
    OwnedJob job = fixture.started("docs");
    for (JobStatus status : JobStatus.values()) {
      for (String pending :
          new @Nullable String[] {null, "START", "PAUSE", "RESUME", "START,CANCEL"}) {
        for (TaskStatus task : List.of(TaskStatus.QUEUED, TaskStatus.RUNNING)) {
          put(job.jobId(), status, pending, true);
          fixture.sql("UPDATE tasks SET status = ?, attempt = 1", task);
          JobState state = new JobState(status, PendingCommands.of(pending), true);
          Optional<CommandRules.Execution> expected =
              CommandRules.execute(state, task == TaskStatus.RUNNING ? 1 : 0, false);
          assertThat(driver.execute(job).orElseThrow().status())
              .as(state + " " + task)
              .isEqualTo(expected.map(CommandRules.Execution::next).orElse(status));
          boolean ended = expected.filter(CommandRules.Execution::endTasks).isPresent();
          assertThat(fixture.texts("SELECT DISTINCT status || ' ' || attempt FROM tasks"))
              .containsExactly(ended ? "CANCELLED 2" : task + " 1");
          assertThat(row(job.jobId()))
              .startsWith(
                  expected
                      .map(done -> done.next() + " " + done.pending().text())
                      .orElse(status + " " + pending));
        }
      }
    }
  }

  @Test
  void paused_job_finishes_what_runs_and_begins_nothing() {
    OwnedJob job = withScopes("docs", 2);
    ClaimedTask running = worker.claim(1).get(0);
    give(JobCommand.PAUSE, job.jobId());
    assertThat(driver.open("c1")).containsExactly(job);
    assertThat(driver.execute(job)).contains(new Executed(JobStatus.PAUSING, false));
    assertThat(worker.claim(9)).isEmpty();
    assertThat(driver.execute(job)).contains(new Executed(JobStatus.PAUSING, false));
    assertThat(worker.completeProducing(running, 0, 5)).isTrue();
    assertThat(driver.execute(job)).contains(new Executed(JobStatus.PAUSED, false));
    assertThat(row(job.jobId())).isEqualTo("PAUSED null free");
    assertThat(fixture.owner("c2", LONG).claim(9)).isEmpty();
    assertThat(give(JobCommand.RESUME, job.jobId()).outcome()).isEqualTo(Outcome.DONE);
    OwnedJob again = fixture.owner("c2", LONG).claim(9).get(0);
    assertThat(row(job.jobId())).isEqualTo("RUNNING null held");
    assertThat(driver.execute(job)).isEmpty();
    assertThat(again.version()).isGreaterThan(job.version());
    assertThat(worker.claim(9)).hasSize(1);
  }

  @Test
  void cancelled_job_ends_its_tasks_in_steps_and_their_workers_learn_it() {
    OwnedJob job = withScopes("docs", 9);
    ClaimedTask running = worker.claim(1).get(0);
    give(JobCommand.CANCEL, job.jobId());
    assertThat(driver.execute(job)).contains(new Executed(JobStatus.PAUSING, true));
    assertThat(worker.heartbeat(running)).isFalse();
    assertThat(worker.claim(9)).isEmpty();
    assertThatThrownBy(() -> give(JobCommand.RESUME, job.jobId()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("is being cancelled");
    while (driver.execute(job).filter(Executed::more).isPresent()) {
      assertThat(row(job.jobId())).startsWith("PAUSING CANCEL");
    }
    assertThat(row(job.jobId())).isEqualTo("CANCELLED null free");
    assertThat(fixture.texts("SELECT DISTINCT status FROM tasks WHERE kind = 'CLASSIFY'"))
        .containsExactly("CANCELLED");
    assertThat(worker.completeProducing(running, 1, 1)).isFalse();
    assertThat(worker.fail(running, FailureKind.COUNTS, "late")).isFalse();
    assertThat(attempt(running)).isEqualTo(running.attempt() + 1);
  }

  @Test
  void job_that_nobody_took_is_cancelled_without_a_coordinator() {
    MasterJob scan = fixture.scan("nowhere", "docs");
    List<GivenCommand> given =
        commands.give(JobCommand.CANCEL, JobTarget.scan(scan.masterJobId()), "ann", "because");
    assertThat(given).extracting(GivenCommand::outcome).containsExactly(Outcome.DONE);
    assertThat(row(scan.jobIds().get(0))).isEqualTo("CANCELLED null free");
  }

  @Test
  void command_for_a_scan_reaches_each_job_that_can_take_it() {
    new DataSources(fixture.database).add("east", "file", "east", Map.of());
    new DataSources(fixture.database).add("west", "file", "west", Map.of());
    MasterJob scan = new Scans(fixture.database).start("r", ScanSpecification.of("east", "west"));
    put(scan.jobIds().get(0), JobStatus.COMPLETED, null, false);
    JobTarget all = JobTarget.scan(scan.masterJobId());
    assertThat(commands.give(JobCommand.PAUSE, all, "ann", null))
        .extracting(GivenCommand::outcome)
        .containsExactly(Outcome.REFUSED, Outcome.DONE);
    put(scan.jobIds().get(1), JobStatus.FAILED, null, false);
    assertThatThrownBy(() -> commands.give(JobCommand.PAUSE, all, "ann", null))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("finished");
  }

  @Test
  void failed_tasks_of_a_finished_job_are_tried_again_with_a_new_budget() {
    OwnedJob job = withScopes("docs", 1);
    ClaimedTask task = worker.claim(1).get(0);
    worker.fail(task, FailureKind.FINAL, "It is broken.");
    CompletionMonitor completion = new CompletionMonitor(fixture.database);
    assertThat(completion.complete(job.jobId())).contains(JobStatus.FAILED);
    assertThat(give(JobCommand.RETRY, job.jobId()).sentence()).isEqualTo("tries 1 task again");
    assertThat(fixture.owner("c2", LONG).claim(9)).hasSize(1);
    ClaimedTask again = worker.claim(9).get(0);
    assertThat(again.taskId()).isEqualTo(task.taskId());
    assertThat(again.attempt()).isEqualTo(task.attempt() + 1);
    assertThat(
            fixture.texts("SELECT budget_used::text FROM tasks WHERE task_id = ?", task.taskId()))
        .containsExactly("0");
    worker.fail(again, FailureKind.FINAL, "It is broken.");
    completion.complete(job.jobId());
    new Scans(fixture.database).start("newer", ScanSpecification.of("docs"));
    assertThatThrownBy(() -> give(JobCommand.RETRY, job.jobId()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("a newer scan of \"docs\" was started");
  }

  @Test
  void job_with_a_limit_never_runs_more_tasks_at_once() {
    new DataSources(fixture.database).add("docs", "file", "default", Map.of());
    new ScanTemplates(fixture.database).add("slowly", TemplateSamples.withTasksAtOnce("docs", 2));
    new Scans(fixture.database).startTemplate("r", "slowly");
    OwnedJob job = fixture.owner("c1", LONG).claim(1).get(0);
    new ScanDriver(fixture.database).start(job);
    scopes(5);
    assertThat(worker.claim(1)).hasSize(1);
    List<ClaimedTask> last = worker.claim(9);
    assertThat(last).hasSize(1);
    assertThat(worker.claim(9)).isEmpty();
    worker.completeProducing(last.get(0), 0, 1);
    assertThat(worker.claim(9)).hasSize(1);
  }

  @Test
  void two_jobs_share_the_workers_by_their_priorities() {
    OwnedJob low = fixture.started("low");
    OwnedJob high = fixture.started("high");
    List<ClaimedTask> listings = List.of(worker.claim(1).get(0), worker.claim(1).get(0));
    listings.forEach(listing -> complete(listing, 300));
    commands.prioritise(JobTarget.job(high.jobId()), 40, "ann", "urgent");
    long ofHigh =
        IntStream.range(0, 200).filter(n -> worker.claim(1).get(0).jobId() == high.jobId()).count();
    // Four fifths of 200 are expected; this far off happens less than once in ten million runs.
    assertThat(ofHigh).isBetween(130L, 190L);
    assertThat(low.jobId()).isNotEqualTo(high.jobId());
  }

  /** Otherwise a job whose queue is long would get more than its share. */
  @Test
  void batch_is_as_large_whichever_job_is_drawn() {
    fixture.started("small");
    fixture.started("large");
    List<ClaimedTask> listings = List.of(worker.claim(1).get(0), worker.claim(1).get(0));
    complete(listings.get(0), 60);
    complete(listings.get(1), 9);
    List<ClaimedTask> first = worker.claim(8);
    List<ClaimedTask> second = worker.claim(8);
    assertThat(first).hasSize(8);
    assertThat(second).hasSize(Math.min(61 / 8, left(second.get(0).jobId(), first)));
  }

  /** How many tasks of a job were queued when the first batch was gone. */
  private int left(long job, List<ClaimedTask> taken) {
    int all =
        fixture
            .texts("SELECT task_id::text FROM tasks WHERE kind = 'CLASSIFY' AND job_id = ?", job)
            .size();
    return all - (int) taken.stream().filter(task -> task.jobId() == job).count();
  }

  @Test
  void job_says_why_it_waits() {
    long queued = fixture.scan("east", "far").jobIds().get(0);
    assertThat(waiting(queued)).isEqualTo(Kind.NO_COORDINATOR);
    Nodes nodes = new Nodes(fixture.single);
    nodes.heartbeat("c9", "coordinator", "east", 1);
    assertThat(waiting(queued)).isEqualTo(Kind.COORDINATOR_DUE);
    OwnedJob job = withScopes("docs", 1);
    assertThat(waiting(job.jobId())).isEqualTo(Kind.NO_WORKER);
    nodes.heartbeat("w9", "worker", "default", 1);
    assertThat(waiting(job.jobId())).isEqualTo(Kind.WORKERS_BUSY);
    ClaimedTask task = worker.claim(1).get(0);
    assertThat(new JobBoard(fixture.single).show(job.jobId()).job().waiting()).isNull();
    worker.fail(task, FailureKind.DOES_NOT_COUNT, "Kafka is away.");
    assertThat(waiting(job.jobId())).isEqualTo(Kind.RETRY);
    fixture.sql("UPDATE tasks SET next_attempt_at = now()");
    worker.completeProducing(worker.claim(1).get(0), 3, 17);
    assertThat(new JobBoard(fixture.single).show(job.jobId()).waiting())
        .extracting(waiting -> waiting.why().sentence())
        .singleElement()
        .asString()
        .contains("has landed up to 0, the END is at 17");
    nodes.heartbeat("w9", "worker", "default", 1, "Kafka does not answer the worker w9");
    assertThat(waiting(job.jobId())).isEqualTo(Kind.SERVER_AWAY);
  }

  private Kind waiting(long job) {
    @Nullable WaitReason reason = new JobBoard(fixture.single).show(job).job().waiting();
    return java.util.Objects.requireNonNull(reason).kind();
  }

  private OwnedJob withScopes(String datasource, int scopes) {
    OwnedJob job = fixture.started(datasource);
    scopes(scopes);
    return job;
  }

  private void scopes(int scopes) {
    ClaimedTask listing =
        worker.claim(9).stream()
            .filter(task -> task.kind() == TaskKind.ENUMERATE)
            .findFirst()
            .orElseThrow();
    complete(listing, scopes);
  }

  private void complete(ClaimedTask listing, int scopes) {
    worker.completeEnumeration(listing, JobFixture.scopes(scopes));
  }

  private GivenCommand give(JobCommand command, long job) {
    return commands.give(command, JobTarget.job(job), "ann", "because").get(0);
  }

  private void put(long job, JobStatus status, @Nullable String pending, boolean held) {
    fixture.sql(
        """
        UPDATE jobs SET status = ?, master_pending_commands = ?,
          orchestrator_id = CASE WHEN ? THEN 'c1' END,
          orchestrator_lease_expiry = CASE WHEN ? THEN clock_timestamp() + interval '1 hour' END
        WHERE job_id = ?
        """,
        status,
        pending,
        held,
        held,
        job);
  }

  private String row(long job) {
    return fixture
        .texts(
            """
            SELECT status || ' ' || coalesce(master_pending_commands, 'null')
                || CASE WHEN orchestrator_id IS NULL THEN ' free' ELSE ' held' END
            FROM jobs WHERE job_id = ?
            """,
            job)
        .get(0);
  }

  private int attempt(ClaimedTask task) {
    return Integer.parseInt(
        fixture.texts("SELECT attempt::text FROM tasks WHERE task_id = ?", task.taskId()).get(0));
  }
}
