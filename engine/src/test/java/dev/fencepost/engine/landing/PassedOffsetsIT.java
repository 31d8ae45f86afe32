package dev.fencepost.engine.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.core.landing.Incoming;
import dev.fencepost.core.landing.PartitionBatch;
import dev.fencepost.engine.MigratedDatabase;
import dev.fencepost.engine.record.RecordDecoder;
import dev.fencepost.engine.record.RecordEncoder;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.transaction.Database;
import java.sql.Connection;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PassedOffsetsIT {

  private MigratedDatabase db;
  private int sourceNo;

  @BeforeEach
  void open() {
    db = MigratedDatabase.fresh();
    sourceNo =
        new LandingSources(db.database())
            .open("cluster", "topic", "findings", Map.of(0, new LogRange(0, 0)))
            .sourceNo();
  }

  @AfterEach
  void close() {
    db.close();
  }

  @Test
  void a_batch_that_begins_below_passed_offsets_lands_and_a_late_or_repeated_pass_is_nothing()
      throws Exception {
    Lander job = lander();
    Lander monitor = lander();
    job.land(List.of(batch(0, 1, finding(0))));
    assertThat(monitor.pass(0, 1, 4)).isTrue();
    assertThat(next()).isEqualTo(4);
    assertThat(monitor.pass(0, 1, 4)).isFalse();

    LandingReport report = job.land(List.of(batch(1, 6, finding(4), finding(5))));
    assertThat(report.landed()).isEqualTo(2);
    assertThat(report.ignoredZombie()).isZero();
    assertThat(monitor.pass(0, 1, 4)).isFalse();
    assertThat(next()).isEqualTo(6);
  }

  @Test
  void a_pass_that_would_leave_a_gap_is_refused() throws Exception {
    assertThatThrownBy(() -> lander().pass(0, 1, 4)).isInstanceOf(LostDataException.class);
    assertThat(next()).isZero();
  }

  /** A fence asks these columns what the landing job understands; this was not the landing job. */
  @Test
  void a_pass_says_nothing_of_what_judges() throws Exception {
    try (Connection connection = db.connect()) {
      Jdbc.update(
          connection, "UPDATE landing_progress SET policy_generation = 7, language_level = 3");
    }
    lander().pass(0, 0, 4);
    assertThat(number("SELECT policy_generation FROM landing_progress")).isEqualTo(7);
    assertThat(number("SELECT language_level FROM landing_progress")).isEqualTo(3);
  }

  @Test
  @Timeout(60)
  void passes_that_race_with_landings_lose_no_record() throws Exception {
    int rounds = 200;
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      // Every fourth offset is a record; each is followed by three that are not.
      Future<?> job =
          threads.submit(
              () -> {
                Lander lander =
                    new Lander(Database.connecting(db.settings()), sourceNo, "findings");
                long from = 0;
                for (long record = 0; record < rounds * 4L; record += 4) {
                  lander.land(List.of(batch(from, record + 1, finding(record))));
                  from = record + 1;
                }
              });
      Lander monitor = new Lander(Database.connecting(db.settings()), sourceNo, "findings");
      while (next() < rounds * 4L) {
        long from = next();
        long to = (from + 3) / 4 * 4;
        if (to > from) {
          monitor.pass(0, from, to);
        }
      }
      job.get(30, TimeUnit.SECONDS);
    } finally {
      threads.shutdownNow();
    }
    assertThat(number("SELECT count(*) FROM findings")).isEqualTo(rounds);
    assertThat(next()).isEqualTo(rounds * 4L);
  }

  private Lander lander() {
    return new Lander(db.database(), sourceNo, "findings");
  }

  private static PartitionBatch batch(long from, long to, Incoming... records) {
    return new PartitionBatch(0, from, to, Arrays.asList(records));
  }

  private static Incoming finding(long offset) {
    Finding finding =
        new Finding(
            "f-" + offset, "URL", 0.9, 1, "docs", "default", "a", "", Map.of(), Instant.EPOCH);
    return new RecordDecoder().decode(offset, new RecordEncoder().finding(finding, null, false));
  }

  private long next() throws Exception {
    return number("SELECT next_offset FROM landing_progress");
  }

  private long number(String sql) throws Exception {
    try (Connection connection = db.connect()) {
      return Jdbc.one(connection, sql, row -> row.getLong(1));
    }
  }
}
