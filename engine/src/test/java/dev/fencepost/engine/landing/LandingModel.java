package dev.fencepost.engine.landing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.finding.FindingVersion;
import dev.fencepost.core.finding.ObjectAttributes;
import dev.fencepost.core.job.TaskStatus;
import dev.fencepost.core.landing.BatchPlan;
import dev.fencepost.core.landing.BatchPlan.Consumed;
import dev.fencepost.core.landing.BatchPlan.Landing;
import dev.fencepost.core.landing.BatchPlan.ObjectLanding;
import dev.fencepost.core.landing.Incoming;
import dev.fencepost.core.landing.PartitionBatch;
import dev.fencepost.core.landing.StoredFinding;
import dev.fencepost.core.landing.TaskView;
import dev.fencepost.engine.MigratedDatabase;
import dev.fencepost.engine.finding.FindingRow;
import dev.fencepost.sql.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** The pure rules applied to one record after the other; the oracle of the landing's statements. */
final class LandingModel {

  private static final Comparator<ObjectStore.Key> OBJECT_ORDER =
      Comparator.comparing(ObjectStore.Key::datasource).thenComparing(ObjectStore.Key::objectPath);

  private final int sourceNo;
  private final Map<Long, TaskView> tasks = new TreeMap<>();
  private final Map<String, Stored> findings = new TreeMap<>();
  private final Map<ObjectStore.Key, Told> objects = new TreeMap<>(OBJECT_ORDER);
  private long deadLetters;

  /**
   * A finding.
   *
   * @param last the greatest version that it may bear: of several records of its object that came
   *     in one batch the last gives its version, and a finding may be stored with what a later
   *     record of the same batch tells
   */
  private record Stored(
      FindingVersion first, FindingVersion last, StoredFinding row, ObjectAttributes object) {}

  /** An object. */
  private record Told(FindingVersion version, int attempt, ObjectAttributes attributes) {}

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
    plan.objects().forEach(this::tell);
    plan.newest().forEach(this::store);
    plan.consumed().stream().filter(Consumed::sweep).forEach(this::sweep);
  }

  private void tell(ObjectLanding landing) {
    ObjectStore.Key key = ObjectStore.Key.of(landing);
    ObjectAttributes attributes = landing.record().attributes();
    Incoming.Origin origin = landing.record().origin();
    FindingVersion version =
        new FindingVersion(origin.scanEpoch(), sourceNo, landing.record().offset());
    objects.put(key, new Told(version, origin.attempt(), attributes));
    findings.replaceAll((id, f) -> isOf(key, f) ? told(f, version, attributes) : f);
  }

  private static boolean isOf(ObjectStore.Key key, Stored f) {
    return !f.row.deleted()
        && f.row.version().scanEpoch() > 0
        && f.row.datasource().equals(key.datasource())
        && f.row.objectPath().equals(key.objectPath());
  }

  private static Stored told(Stored f, FindingVersion version, ObjectAttributes attributes) {
    boolean same = f.object.equals(attributes);
    StoredFinding row = f.row;
    return new Stored(
        f.first,
        version,
        new StoredFinding(
            same ? row.version() : version,
            row.seenEpoch(),
            row.attempt(),
            false,
            row.datasource(),
            row.objectPath()),
        attributes);
  }

  private void store(Landing landing) {
    Incoming.Origin origin = landing.record().origin();
    FindingVersion version =
        new FindingVersion(landing.scanEpoch(), sourceNo, landing.record().offset());
    String datasource = landing.record().finding().datasource();
    String objectPath = landing.record().finding().objectPath();
    Told told = objects.get(new ObjectStore.Key(datasource, objectPath));
    boolean isTold = origin != null && !landing.record().deleted();
    Stored stored =
        new Stored(
            version,
            version,
            new StoredFinding(
                version,
                version.scanEpoch(),
                origin == null ? 1 : origin.attempt(),
                landing.record().deleted(),
                datasource,
                objectPath),
            isTold && told != null ? told.attributes : ObjectAttributes.UNKNOWN);
    findings.merge(
        landing.record().finding().id(),
        stored,
        (old, fresh) -> fresh.first.isNewerThan(old.row.version()) ? fresh : old);
  }

  private void sweep(Consumed end) {
    TaskView task = end.task();
    FindingVersion version = new FindingVersion(task.scanEpoch(), sourceNo, end.marker().offset());
    findings.replaceAll((id, f) -> f.row.isGoneAfter(task) ? swept(f, version, task) : f);
    objects
        .entrySet()
        .removeIf(
            told ->
                new StoredFinding(
                        told.getValue().version,
                        told.getValue().version.scanEpoch(),
                        told.getValue().attempt,
                        false,
                        told.getKey().datasource(),
                        told.getKey().objectPath())
                    .isGoneAfter(task));
  }

  private static Stored swept(Stored f, FindingVersion version, TaskView task) {
    return new Stored(
        version,
        version,
        new StoredFinding(
            version,
            version.scanEpoch(),
            task.attempt(),
            true,
            f.row.datasource(),
            f.row.objectPath()),
        f.object);
  }

  void assertSame(MigratedDatabase db) throws Exception {
    try (var connection = db.connect()) {
      assertSameFindings(connection);
      assertSameObjects(connection);
      assertSameTasks(connection);
      long kept = Jdbc.one(connection, "SELECT count(*) FROM dead_letters", row -> row.getLong(1));
      assertThat(kept).isEqualTo(deadLetters);
    }
  }

  private void assertSameFindings(Connection connection) throws SQLException {
    Map<String, Stored> rows = new TreeMap<>();
    Jdbc.list(
            connection,
            "SELECT "
                + FindingRow.COLUMNS
                + ", f.attempt, coalesce(f.seen_epoch, f.scan_epoch) AS seen FROM findings f",
            LandingModel::row)
        .forEach(rows::putAll);
    assertThat(rows.keySet()).isEqualTo(findings.keySet());
    rows.forEach(
        (id, row) -> {
          Stored expected = Objects.requireNonNull(findings.get(id));
          assertThat(row.first).as(id).isBetween(expected.first, expected.last);
          assertThat(row.row.seenEpoch()).as(id).isEqualTo(expected.row.seenEpoch());
          assertThat(row.row.attempt()).as(id).isEqualTo(expected.row.attempt());
          assertThat(row.row.deleted()).as(id).isEqualTo(expected.row.deleted());
          assertThat(row.row.objectPath()).as(id).isEqualTo(expected.row.objectPath());
          assertThat(row.object).as(id).isEqualTo(expected.object);
        });
  }

  private static Map<String, Stored> row(ResultSet row) throws SQLException {
    FindingRow finding = FindingRow.of(row);
    StoredFinding stored =
        new StoredFinding(
            finding.version(),
            row.getLong("seen"),
            row.getInt("attempt"),
            finding.deleted(),
            finding.finding().datasource(),
            finding.finding().objectPath());
    return Map.of(
        finding.finding().id(),
        new Stored(finding.version(), finding.version(), stored, finding.finding().object()));
  }

  private void assertSameObjects(Connection connection) throws SQLException {
    Map<String, Long> rows = new TreeMap<>();
    Jdbc.list(
            connection,
            "SELECT datasource || ' ' || object_path, source_offset FROM objects",
            row -> Map.entry(row.getString(1), row.getLong(2)))
        .forEach(e -> rows.put(e.getKey(), e.getValue()));
    Map<String, Long> expected = new TreeMap<>();
    objects.forEach(
        (key, told) ->
            expected.put(key.datasource() + " " + key.objectPath(), told.version.offset()));
    assertThat(rows).isEqualTo(expected);
  }

  private void assertSameTasks(Connection connection) throws SQLException {
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
  }

  /** A worker took up a task that the landing sent back. */
  void run(long taskId) {
    tasks.computeIfPresent(
        taskId,
        (id, t) ->
            t.status() == TaskStatus.QUEUED
                ? new TaskView(
                    t.taskId(),
                    t.jobId(),
                    TaskStatus.RUNNING,
                    t.attempt(),
                    t.sourceNo(),
                    t.partition(),
                    t.datasource(),
                    t.scanEpoch(),
                    t.sourceEpoch(),
                    t.sweptEpoch(),
                    t.landed(),
                    t.deadLettered(),
                    t.mayRetry(),
                    t.scopeFrom(),
                    t.scopeTo())
                : t);
  }
}
