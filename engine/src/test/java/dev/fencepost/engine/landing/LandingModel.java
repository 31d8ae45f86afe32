package dev.fencepost.engine.landing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.finding.FindingVersion;
import dev.fencepost.core.landing.BatchPlan;
import dev.fencepost.core.landing.BatchPlan.Consumed;
import dev.fencepost.core.landing.BatchPlan.Landing;
import dev.fencepost.core.landing.Incoming;
import dev.fencepost.core.landing.PartitionBatch;
import dev.fencepost.core.landing.StoredFinding;
import dev.fencepost.core.landing.TaskView;
import dev.fencepost.engine.MigratedDatabase;
import dev.fencepost.sql.jdbc.Jdbc;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The pure rules applied to one record after the other; the oracle of the landing's statements. */
final class LandingModel {

  private final int sourceNo;
  private final Map<Long, TaskView> tasks = new TreeMap<>();
  private final Map<String, StoredFinding> findings = new TreeMap<>();
  private long deadLetters;

  LandingModel(int sourceNo) {
    this.sourceNo = sourceNo;
  }

  void addTask(TaskView task) {
    tasks.put(task.taskId(), task);
  }

  void take(int partition, Incoming record) {
    PartitionBatch one =
        new PartitionBatch(partition, record.offset(), record.offset() + 1, List.of(record));
    BatchPlan plan = BatchPlan.of(sourceNo, List.of(one), tasks.values(), Set.of());
    plan.tasksAfter().forEach(task -> tasks.put(task.taskId(), task));
    deadLetters += plan.deadLetters().size();
    plan.newest().forEach(this::store);
    plan.consumed().stream().filter(Consumed::sweep).forEach(this::sweep);
  }

  private void store(Landing landing) {
    Incoming.Origin origin = landing.record().origin();
    FindingVersion version =
        new FindingVersion(landing.scanEpoch(), sourceNo, landing.record().offset());
    StoredFinding stored =
        new StoredFinding(
            version,
            origin == null ? 1 : origin.attempt(),
            landing.record().deleted(),
            landing.record().finding().datasource(),
            landing.record().finding().objectPath());
    findings.merge(
        landing.record().finding().id(),
        stored,
        (old, fresh) -> fresh.version().isNewerThan(old.version()) ? fresh : old);
  }

  private void sweep(Consumed end) {
    TaskView task = end.task();
    FindingVersion version = new FindingVersion(task.scanEpoch(), sourceNo, end.marker().offset());
    findings.replaceAll(
        (id, f) ->
            f.isGoneAfter(task)
                ? new StoredFinding(version, task.attempt(), true, f.datasource(), f.objectPath())
                : f);
  }

  void assertSame(MigratedDatabase db) throws Exception {
    try (var connection = db.connect()) {
      Map<String, StoredFinding> stored = new TreeMap<>();
      Jdbc.list(
              connection,
              """
              SELECT finding_id, scan_epoch, source_no, source_offset, attempt, deleted, datasource,
                object_path
              FROM findings
              """,
              row ->
                  Map.entry(
                      row.getString(1),
                      new StoredFinding(
                          new FindingVersion(row.getLong(2), row.getInt(3), row.getLong(4)),
                          row.getInt(5),
                          row.getBoolean(6),
                          row.getString(7),
                          row.getString(8))))
          .forEach(e -> stored.put(e.getKey(), e.getValue()));
      assertThat(stored).isEqualTo(findings);
      Map<Long, String> states = new TreeMap<>();
      Jdbc.list(
              connection,
              "SELECT task_id, status || ' attempt ' || attempt || ' landed ' || landed FROM tasks",
              row -> Map.entry(row.getLong(1), row.getString(2)))
          .forEach(e -> states.put(e.getKey(), e.getValue()));
      Map<Long, String> expected = new TreeMap<>();
      tasks.forEach(
          (id, t) ->
              expected.put(id, t.status() + " attempt " + t.attempt() + " landed " + t.landed()));
      assertThat(states).isEqualTo(expected);
      long kept = Jdbc.one(connection, "SELECT count(*) FROM dead_letters", row -> row.getLong(1));
      assertThat(kept).isEqualTo(deadLetters);
    }
  }

  /** A worker took up a task that the landing sent back. */
  void run(long taskId) {
    tasks.computeIfPresent(
        taskId,
        (id, t) ->
            t.status() == dev.fencepost.core.job.TaskStatus.QUEUED
                ? new TaskView(
                    t.taskId(),
                    t.jobId(),
                    dev.fencepost.core.job.TaskStatus.RUNNING,
                    t.attempt(),
                    t.sourceNo(),
                    t.partition(),
                    t.datasource(),
                    t.scanEpoch(),
                    t.sweptEpoch(),
                    t.landed(),
                    t.deadLettered(),
                    t.mayRetry(),
                    t.scopeFrom(),
                    t.scopeTo())
                : t);
  }
}
