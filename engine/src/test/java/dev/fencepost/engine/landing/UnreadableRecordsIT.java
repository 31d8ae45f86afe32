package dev.fencepost.engine.landing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.core.landing.Incoming;
import dev.fencepost.core.landing.Incoming.Origin;
import dev.fencepost.core.landing.Incoming.Sender;
import dev.fencepost.core.landing.PartitionBatch;
import dev.fencepost.engine.MigratedDatabase;
import dev.fencepost.engine.record.RecordDecoder;
import dev.fencepost.engine.record.RecordEncoder;
import dev.fencepost.sql.jdbc.Jdbc;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two scans of a data source; the second has a task in its second attempt. */
class UnreadableRecordsIT {

  private static final long TASK = 2;
  private static final long JOB = 1;
  private static final int ATTEMPT = 2;
  private static final long EPOCH = 2;

  private final RecordEncoder encoder = new RecordEncoder();
  private final RecordDecoder decoder = new RecordDecoder();
  private MigratedDatabase db;
  private Lander lander;

  @BeforeEach
  void open() throws Exception {
    db = MigratedDatabase.fresh();
    int sourceNo =
        new LandingSources(db.database())
            .open(
                "cluster",
                "topic",
                "findings",
                Map.of(0, new LogRange(0, 0), 1, new LogRange(0, 0)))
            .sourceNo();
    lander = new Lander(db.database(), sourceNo, "findings");
    change("INSERT INTO datasources (name, kind, scan_epoch) VALUES ('docs', 'file', 2)");
    change("INSERT INTO jobs (job_id, kind, status) VALUES (1, 'SCAN', 'RUNNING')");
    change(
        """
        INSERT INTO tasks (task_id, job_id, kind, datasource, scan_epoch, source_no, partition,
          status, attempt)
        VALUES (1, 1, 'CLASSIFY', 'docs', 1, %1$d, 0, 'RUNNING', 1),
               (2, 1, 'CLASSIFY', 'docs', 2, %1$d, 0, 'RUNNING', 2)
        """
            .formatted(sourceNo));
    land(0, 0, finding(0, "old", new Origin(1, JOB, 1, 1)));
  }

  @AfterEach
  void close() {
    db.close();
  }

  @Test
  void an_end_adds_up_with_an_unreadable_record_of_its_attempt_and_sweeps_nothing()
      throws Exception {
    land(0, 1, unreadable(1, new Sender(TASK, JOB, ATTEMPT)));
    assertThat(number("SELECT dead_lettered FROM tasks WHERE task_id = 2")).isEqualTo(1);
    land(0, 2, finding(2, "new", new Origin(TASK, JOB, ATTEMPT, EPOCH)), end(3, 2));

    assertThat(text("SELECT status FROM tasks WHERE task_id = 2")).isEqualTo("COMPLETED_CONSUMED");
    assertThat(text("SELECT task_id || ' attempt ' || attempt FROM dead_letters"))
        .isEqualTo("2 attempt 2");
    assertThat(number("SELECT count(*) FROM findings WHERE NOT deleted")).isEqualTo(2);
    assertThat(number("SELECT swept_epoch FROM datasources")).isZero();

    land(0, 4, unreadable(4, new Sender(TASK, JOB, ATTEMPT)));
    assertThat(number("SELECT dead_lettered FROM tasks WHERE task_id = 2")).isEqualTo(1);
    assertThat(number("SELECT count(*) FROM dead_letters WHERE task_id = 2")).isEqualTo(2);
  }

  @Test
  void a_batch_given_again_counts_once() throws Exception {
    land(0, 1, unreadable(1, new Sender(TASK, JOB, ATTEMPT)));
    land(0, 1, unreadable(1, new Sender(TASK, JOB, ATTEMPT)), unreadable(2, null));
    assertThat(number("SELECT dead_lettered FROM tasks WHERE task_id = 2")).isEqualTo(1);
    assertThat(number("SELECT count(*) FROM dead_letters")).isEqualTo(2);
  }

  @Test
  void an_unreadable_record_of_another_attempt_does_not_make_up_for_a_lost_one() throws Exception {
    land(0, 1, unreadable(1, new Sender(TASK, JOB, ATTEMPT - 1)), end(2, 1));

    assertThat(text("SELECT status || ' ' || attempt FROM tasks WHERE task_id = 2"))
        .isEqualTo("QUEUED 3");
    assertThat(text("SELECT task_id || ' attempt ' || attempt FROM dead_letters"))
        .isEqualTo("2 attempt 1");
  }

  @Test
  void an_unreadable_record_whose_headers_contradict_is_nobodys() throws Exception {
    land(
        0,
        1,
        unreadable(1, new Sender(99, JOB, ATTEMPT)),
        unreadable(2, new Sender(TASK, 99, ATTEMPT)),
        unreadable(3, null));
    land(1, 0, unreadable(0, new Sender(TASK, JOB, ATTEMPT)));

    assertThat(number("SELECT dead_lettered FROM tasks WHERE task_id = 2")).isZero();
    assertThat(number("SELECT count(*) FROM dead_letters")).isEqualTo(4);
    assertThat(number("SELECT count(*) FROM dead_letters WHERE coalesce(task_id, attempt) IS NULL"))
        .isEqualTo(4);
  }

  private void land(int partition, long from, Incoming... records) {
    long to = records[records.length - 1].offset() + 1;
    lander.land(List.of(new PartitionBatch(partition, from, to, Arrays.asList(records))));
  }

  private Incoming unreadable(long offset, @Nullable Sender sender) {
    return decoder.decode(offset, sender, "{\"finding_id\":".getBytes(StandardCharsets.UTF_8));
  }

  private Incoming end(long offset, long records) {
    return decoder.decode(offset, encoder.endTask(TASK, JOB, ATTEMPT, records, 0));
  }

  private Incoming finding(long offset, String id, Origin origin) {
    Finding finding =
        new Finding(
            id, "URL", 0.9, 1, "docs", "default", "path/" + id, "", Map.of(), Instant.EPOCH);
    return decoder.decode(offset, encoder.finding(finding, origin, false));
  }

  private void change(String sql) throws Exception {
    try (Connection connection = db.connect()) {
      Jdbc.update(connection, sql);
    }
  }

  private long number(String sql) throws Exception {
    return Long.parseLong(text(sql));
  }

  private String text(String sql) throws Exception {
    try (Connection connection = db.connect()) {
      return Jdbc.one(connection, sql, row -> row.getString(1));
    }
  }
}
