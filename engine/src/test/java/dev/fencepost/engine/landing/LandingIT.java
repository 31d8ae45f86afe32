package dev.fencepost.engine.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.core.job.JobCommand;
import dev.fencepost.core.landing.Incoming;
import dev.fencepost.core.landing.PartitionBatch;
import dev.fencepost.engine.MigratedDatabase;
import dev.fencepost.engine.fence.Activation;
import dev.fencepost.engine.fence.ActivationRequest;
import dev.fencepost.engine.fence.Fence;
import dev.fencepost.engine.fence.PolicyDraft;
import dev.fencepost.engine.job.CommandDriver;
import dev.fencepost.engine.job.CommandDriver.Executed;
import dev.fencepost.engine.job.JobCommands;
import dev.fencepost.engine.job.JobOwnership;
import dev.fencepost.engine.job.JobTarget;
import dev.fencepost.engine.job.OwnedJob;
import dev.fencepost.engine.record.RecordDecoder;
import dev.fencepost.engine.record.RecordEncoder;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.transaction.Database;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LandingIT {

  /** Of scans; a backfill's job has a smaller number. */
  private static final long JOB = 700;

  private final RecordEncoder encoder = new RecordEncoder();
  private final RecordDecoder decoder = new RecordDecoder();
  private MigratedDatabase db;
  private int sourceNo;

  @BeforeEach
  void open() {
    db = MigratedDatabase.fresh();
    sourceNo =
        new LandingSources(db.database())
            .open(
                "cluster",
                "topic",
                "findings",
                Map.of(0, new LogRange(0, 0), 1, new LogRange(0, 0)))
            .sourceNo();
  }

  @AfterEach
  void close() {
    db.close();
  }

  @Test
  void a_batch_that_would_leave_a_gap_is_refused_and_changes_nothing() throws Exception {
    Lander lander = lander();
    assertThatThrownBy(() -> lander.land(List.of(batch(0, 5, 0.9, "a"))))
        .isInstanceOf(LostDataException.class)
        .hasMessageContaining("offset 5");
    assertThat(count("SELECT count(*) FROM findings")).isZero();
    assertThat(count("SELECT sum(next_offset) FROM landing_progress")).isZero();
  }

  @Test
  void a_row_the_database_refuses_becomes_a_dead_letter_and_uncovers_the_older_one()
      throws Exception {
    try (Connection connection = db.connect()) {
      Jdbc.execute(
          connection, "ALTER TABLE findings ADD CHECK (confidence <> 0.5 OR match_count <> 1)");
    }
    List<Incoming> records = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      records.add(finding(i, "f-" + i, i == 17 ? 0.5 : 0.9));
    }
    records.add(finding(40, "f-3", 0.5));
    LandingReport report = lander().land(List.of(new PartitionBatch(0, 0, 41, records)));

    assertThat(report.deadLetters()).isEqualTo(2);
    assertThat(count("SELECT count(*) FROM findings")).isEqualTo(39);
    assertThat(count("SELECT source_offset FROM findings WHERE finding_id = 'f-3'")).isEqualTo(3);
    assertThat(count("SELECT count(*) FROM dead_letters WHERE reason = 'REFUSED_BY_DATABASE'"))
        .isEqualTo(2);
    assertThat(count("SELECT next_offset FROM landing_progress WHERE partition = 0")).isEqualTo(41);
  }

  @Test
  void a_large_sweep_runs_in_steps_and_closes_what_it_deletes() throws Exception {
    activate("everything", "finding.confidence >= 0.0", "r1");
    int findings = 2 * LandingTransaction.SWEEP_STEP + 10;
    addTask(1, 1);
    List<Incoming> records = new ArrayList<>();
    for (int i = 0; i < findings; i++) {
      records.add(scanned(i, "f-" + i, 1, 1));
    }
    records.add(decoder.decode(findings, encoder.endTask(1, JOB, 1, findings, 0)));
    lander().land(List.of(new PartitionBatch(0, 0, findings + 1L, records)));
    assertThat(count("SELECT count(*) FROM policy_results WHERE open")).isEqualTo(findings);

    addTask(2, 2);
    List<Incoming> rescan =
        List.of(
            scanned(findings + 1L, "f-0", 2, 2),
            decoder.decode(findings + 2L, encoder.endTask(2, JOB, 1, 1, 0)),
            finding(findings + 3L, "free", 0.7));
    LandingReport report =
        lander().land(List.of(new PartitionBatch(0, findings + 1L, findings + 4L, rescan)));

    assertThat(report.sweptFindings()).isEqualTo(findings - 1L);
    assertThat(report.closed()).isEqualTo(findings - 1L);
    assertThat(count("SELECT count(*) FROM policy_results WHERE open")).isEqualTo(2);
    assertThat(count("SELECT count(*) FROM findings WHERE NOT deleted")).isEqualTo(2);
    assertThat(count("SELECT count(*) FROM tasks WHERE status = 'COMPLETED_CONSUMED'"))
        .isEqualTo(2);
    assertThat(count("SELECT swept_epoch FROM datasources")).isEqualTo(2);
  }

  @Test
  void what_a_cancelled_job_still_sends_is_ignored_and_sweeps_nothing() throws Exception {
    activate("everything", "finding.confidence >= 0.0", "r1");
    addTask(1, 1);
    lander()
        .land(
            List.of(
                new PartitionBatch(
                    0,
                    0,
                    3,
                    List.of(
                        scanned(0, "kept", 1, 1),
                        scanned(1, "unseen", 1, 1),
                        decoder.decode(2, encoder.endTask(1, JOB, 1, 2, 0))))));
    addTask(2, 2);
    lander().land(List.of(new PartitionBatch(0, 3, 4, List.of(scanned(3, "kept", 2, 2)))));
    cancelJob();
    LandingReport late =
        lander()
            .land(
                List.of(
                    new PartitionBatch(
                        0,
                        4,
                        6,
                        List.of(
                            scanned(4, "late", 2, 2),
                            decoder.decode(5, encoder.endTask(2, JOB, 1, 2, 0))))));

    assertThat(late.ignoredStale()).isEqualTo(2);
    assertThat(late.deadLetters() + late.sweptFindings() + late.applied()).isZero();
    assertThat(count("SELECT next_offset FROM landing_progress WHERE partition = 0")).isEqualTo(6);
    assertThat(count("SELECT count(*) FROM findings WHERE NOT deleted")).isEqualTo(2);
    assertThat(count("SELECT source_offset FROM findings WHERE finding_id = 'kept'")).isEqualTo(3);
    assertThat(count("SELECT count(*) FROM policy_results WHERE open")).isEqualTo(2);
    assertThat(count("SELECT attempt FROM tasks WHERE status = 'CANCELLED'")).isEqualTo(2);
    assertThat(count("SELECT swept_epoch FROM datasources")).isEqualTo(1);
  }

  private void cancelJob() {
    Database database = db.database();
    OwnedJob job =
        new JobOwnership(database, "c1", "default", Duration.ofMinutes(5)).claim(1).get(0);
    new JobCommands(database).give(JobCommand.CANCEL, JobTarget.job(job.jobId()), "ann", null);
    CommandDriver driver = new CommandDriver(database);
    while (driver.execute(job).filter(Executed::more).isPresent()) {
      assertThat(driver.open("c1")).containsExactly(job);
    }
  }

  @Test
  @Timeout(60)
  void fences_under_full_load_cut_exactly_where_the_old_policies_end() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> landings = new ArrayList<>();
      for (int zombie = 0; zombie < 2; zombie++) {
        for (int partition = 0; partition < 2; partition++) {
          int mine = partition;
          landings.add(threads.submit(() -> landEverything(mine)));
        }
      }
      List<Activation> activations = new ArrayList<>();
      while (landings.stream().anyMatch(landing -> !landing.isDone()) && activations.size() < 30) {
        int n = activations.size();
        activations.add(activate("p-" + n, "finding.confidence >= 0.5", "r-" + n));
      }
      for (Future<?> landing : landings) {
        landing.get(50, TimeUnit.SECONDS);
      }
      assertThat(activations).isNotEmpty();
      StreamTruth truth = StreamTruth.read(db);
      assertThat(truth.open()).isEqualTo(truth.expected());
      assertThat(count("SELECT sum(next_offset) FROM landing_progress")).isEqualTo(4_000);
      assertThat(count("SELECT count(*) FROM findings")).isEqualTo(600);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void a_request_repeated_with_the_same_id_gives_the_first_fence() throws Exception {
    Activation first = activate("p", "finding.confidence > 0.5", "same");
    lander().land(List.of(batch(0, 0, 0.9, "a", "b")));
    assertThat(activate("p", "finding.confidence > 0.5", "same")).isEqualTo(first);
    assertThat(count("SELECT count(*) FROM policy_versions")).isEqualTo(1);
  }

  @Test
  void a_paused_policy_judges_nothing_and_a_resumed_one_judges_from_its_own_fence()
      throws Exception {
    Fence fence = new Fence(db.database());
    activate("p", "finding.confidence > 0.5", "r1");
    Lander lander = lander();
    lander.land(List.of(batch(0, 0, 0.9, "a")));
    fence.pause("p", "test", "because");
    lander.land(List.of(batch(0, 1, 0.9, "b")));
    assertThat(count("SELECT count(*) FROM policy_results")).isEqualTo(1);
    Activation resumed = activate("p", "finding.confidence > 0.5", "r2");
    assertThat(resumed.versions().get(0).version()).isEqualTo(2);
    lander.land(List.of(batch(0, 2, 0.9, "c")));
    assertThat(count("SELECT count(*) FROM policy_results")).isEqualTo(2);
    fence.retire("p", "test", null);
    lander.land(List.of(batch(0, 3, 0.1, "c")));
    assertThat(count("SELECT count(*) FROM policy_results WHERE open")).isEqualTo(2);
  }

  @Test
  @Timeout(60)
  void a_frozen_landing_is_ended_by_the_one_that_waits_for_it() throws Exception {
    var frozen = db.settings().as(FrozenLandings.APPLICATION_PREFIX + "-0");
    try (Connection holder = frozen.connect()) {
      holder.setAutoCommit(false);
      new ProgressStore(sourceNo).take(holder, List.of(batch(0, 0, 0.9, "a")));
      lander().land(List.of(batch(0, 0, 0.9, "a")));
      assertThat(count("SELECT next_offset FROM landing_progress WHERE partition = 0"))
          .isEqualTo(1);
      assertThatThrownBy(holder::commit).isInstanceOf(java.sql.SQLException.class);
    }
  }

  @Test
  void another_topic_of_the_same_name_and_a_log_with_a_hole_are_refused() throws Exception {
    LandingSources sources = new LandingSources(db.database());
    lander().land(List.of(batch(0, 0, 0.9, "a", "b")));
    assertThatThrownBy(
            () -> sources.open("cluster", "other", "findings", Map.of(0, new LogRange(0, 9))))
        .isInstanceOf(SourceRefusedException.class)
        .hasMessageContaining("recreated");
    assertThatThrownBy(
            () -> sources.open("cluster", "topic", "findings", Map.of(0, new LogRange(3, 9))))
        .isInstanceOf(SourceRefusedException.class)
        .hasMessageContaining("retention");
    assertThatThrownBy(
            () -> sources.open("cluster", "topic", "findings", Map.of(0, new LogRange(0, 1))))
        .isInstanceOf(SourceRefusedException.class)
        .hasMessageContaining("truncated");
    addTask(1, 1);
    assertThat(sources.accept("cluster", "other", "findings", "ops", "recreated it")).isEqualTo(2);
    assertThat(count("SELECT attempt FROM tasks WHERE source_no = 2 AND status = 'QUEUED'"))
        .isEqualTo(2);
    assertThat(count("SELECT count(*) FROM audit_log WHERE action = 'accept topic'")).isEqualTo(1);
    assertThat(
            sources
                .open("cluster", "other", "findings", Map.of(0, new LogRange(3, 9)))
                .nextOffsets())
        .containsEntry(0, 3L);
  }

  private void landEverything(int partition) {
    Lander lander = new Lander(Database.connecting(db.settings()), sourceNo, "findings");
    for (int from = 0; from < 2_000; from += 50) {
      List<Incoming> records = new ArrayList<>();
      for (int i = from; i < from + 50; i++) {
        records.add(finding(i, partition + "-" + (i % 300), (i * 7 % 10) / 10.0));
      }
      lander.land(List.of(new PartitionBatch(partition, from, from + 50L, records)));
    }
  }

  private Lander lander() {
    return new Lander(db.database(), sourceNo, "findings");
  }

  private Activation activate(String name, String condition, String requestId) {
    return new Fence(Database.connecting(db.settings()))
        .activate(
            new ActivationRequest(
                requestId,
                "test",
                null,
                List.of(new PolicyDraft(name, condition, true, "high", "", Map.of(), requestId)),
                null));
  }

  private void addTask(long taskId, long epoch) throws Exception {
    try (Connection connection = db.connect()) {
      Jdbc.update(
          connection,
          """
          INSERT INTO datasources (name, kind, scan_epoch) VALUES ('docs', 'file', ?)
          ON CONFLICT (name) DO UPDATE SET scan_epoch = EXCLUDED.scan_epoch
          """,
          epoch);
      Jdbc.update(
          connection,
          """
          INSERT INTO jobs (job_id, kind, status) VALUES (?, 'SCAN', 'RUNNING')
          ON CONFLICT DO NOTHING
          """,
          JOB);
      Jdbc.update(
          connection,
          """
          INSERT INTO tasks (task_id, job_id, kind, datasource, scan_epoch, source_no, partition, status)
          VALUES (?, ?, 'CLASSIFY', 'docs', ?, ?, 0, 'RUNNING')
          """,
          taskId,
          JOB,
          epoch,
          sourceNo);
    }
  }

  private PartitionBatch batch(int partition, long from, double confidence, String... ids) {
    List<Incoming> records =
        IntStream.range(0, ids.length)
            .mapToObj(i -> finding(from + i, ids[i], confidence))
            .toList();
    return new PartitionBatch(partition, from, from + ids.length, records);
  }

  private Incoming finding(long offset, String id, double confidence) {
    return record(offset, id, confidence, null);
  }

  private Incoming scanned(long offset, String id, long taskId, long epoch) {
    return record(offset, id, 0.9, new Incoming.Origin(taskId, JOB, 1, epoch));
  }

  private Incoming record(
      long offset, String id, double confidence, Incoming.@Nullable Origin origin) {
    Finding finding =
        new Finding(
            id, "URL", confidence, 1, "docs", "default", "path/" + id, "", Map.of(), Instant.EPOCH);
    return decoder.decode(offset, encoder.finding(finding, origin, false));
  }

  private long count(String sql) throws Exception {
    try (Connection connection = db.connect()) {
      return Jdbc.one(connection, sql, row -> row.getLong(1));
    }
  }
}
