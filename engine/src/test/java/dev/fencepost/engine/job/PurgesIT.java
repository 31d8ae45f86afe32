package dev.fencepost.engine.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.core.finding.ObjectAttributes;
import dev.fencepost.core.job.JobStatus;
import dev.fencepost.core.job.TaskKind;
import dev.fencepost.core.landing.Incoming;
import dev.fencepost.core.landing.Incoming.Origin;
import dev.fencepost.core.landing.PartitionBatch;
import dev.fencepost.engine.job.Purges.Remaining;
import dev.fencepost.engine.landing.Lander;
import dev.fencepost.engine.record.RecordDecoder;
import dev.fencepost.engine.record.RecordEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A data source and what is known of it are removed through the topic. */
class PurgesIT {

  private final RecordEncoder encoder = new RecordEncoder();
  private final RecordDecoder decoder = new RecordDecoder();
  private final List<byte[]> log = new ArrayList<>();
  private long landed;
  private JobFixture jobs;
  private Purges purges;

  @BeforeEach
  void open() {
    jobs = new JobFixture().withLanding(1);
    purges = new Purges(jobs.database);
    OpenScan scan = scan("hr");
    send(scan, "a", "a.txt");
    send(scan, "b", "b.txt");
    log.add(encoder.finding(finding("free", "c.txt"), null, false));
    log.add(
        encoder.objectSeen(
            "hr",
            "a.txt",
            new ObjectAttributes(1, "text/plain", "ann", Instant.EPOCH, Map.of()),
            origin(scan)));
    log.add(encoder.endTask(scan.taskId(), scan.jobId(), 1, 3, 0));
    land();
    new CompletionMonitor(jobs.database).complete(scan.jobId());
  }

  @AfterEach
  void close() {
    jobs.close();
  }

  @Test
  void nothing_that_was_found_is_left_and_the_name_can_begin_anew() {
    MasterJob purge = purges.start("p1", "hr", "ann", "contract ended");
    assertThat(purges.start("p1", "hr", "ann", "contract ended")).isEqualTo(purge);
    ClaimedTask task = claimed();
    assertThat(task.kind()).isEqualTo(TaskKind.PURGE);

    List<Remaining> first = purges.remaining("hr", Remaining.NONE, 2);
    List<Remaining> rest = purges.remaining("hr", first.get(1), 2);
    assertThat(first).extracting(Remaining::findingId).containsExactly("a", "b");
    assertThat(rest).extracting(Remaining::findingId).containsExactly("free");
    Origin origin = new Origin(task.taskId(), task.jobId(), task.attempt(), task.scanEpoch());
    for (String id : List.of("a", "b", "free")) {
      log.add(encoder.finding(finding(id, ""), origin, true));
    }
    log.add(encoder.endTask(task.taskId(), task.jobId(), task.attempt(), 3, 0));
    land();

    assertThat(new CompletionMonitor(jobs.database).complete(task.jobId()))
        .hasValue(JobStatus.COMPLETED);
    assertThat(jobs.texts("SELECT DISTINCT deleted || object_path || labels FROM findings"))
        .containsExactly("true{}");
    assertThat(jobs.texts("SELECT count(*) FROM objects")).containsExactly("0");
    assertThat(purges.remaining("hr", Remaining.NONE, 9)).isEmpty();
    DataSources sources = new DataSources(jobs.database);
    assertThat(sources.list()).isEmpty();
    assertThatThrownBy(() -> new Scans(jobs.database).start("s", ScanSpecification.of("hr")))
        .isInstanceOf(NotFoundException.class);
    assertThat(sources.add("hr", "file", "default", Map.of("root", "/other")).scanEpoch())
        .as("the counter goes on")
        .isEqualTo(2);
    assertThat(jobs.texts("SELECT actor || ' ' || reason FROM audit_log"))
        .containsExactly("ann contract ended");
  }

  @Test
  void source_that_is_being_scanned_or_unknown_is_not_purged() {
    scan("hr");
    assertThatThrownBy(() -> purges.start("p1", "hr", "ann", null))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> purges.start("p2", "rh", "ann", null))
        .isInstanceOf(NotFoundException.class);
  }

  private ClaimedTask claimed() {
    OwnedJob job = jobs.owner("c1", JobFixture.LONG).claim(1).get(0);
    new ScanDriver(jobs.database).start(job);
    return jobs.worker("w1", JobFixture.LONG).claim(1).get(0);
  }

  private OpenScan scan(String datasource) {
    new DataSources(jobs.database).add(datasource, "producer", "default", Map.of());
    return new OpenScans(jobs.database).open("scan " + log.size(), datasource, JobFixture.LONG);
  }

  private void send(OpenScan scan, String id, String path) {
    log.add(encoder.finding(finding(id, path), origin(scan), false));
  }

  private static Origin origin(OpenScan scan) {
    return new Origin(scan.taskId(), scan.jobId(), scan.attempt(), scan.scanEpoch());
  }

  private static Finding finding(String id, String path) {
    return new Finding(
        id, "US_SSN", 0.9, 1, "hr", "default", path, "", Map.of("sample", "***"), Instant.EPOCH);
  }

  private void land() {
    List<Incoming> records = new ArrayList<>();
    for (long offset = landed; offset < log.size(); offset++) {
      records.add(decoder.decode(offset, log.get((int) offset)));
    }
    new Lander(jobs.database, 1, "findings")
        .land(List.of(new PartitionBatch(0, landed, log.size(), records)));
    landed = log.size();
  }
}
