package dev.fencepost.chaos.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.chaos.oracle.LogRecord.Bad;
import dev.fencepost.chaos.oracle.LogRecord.Found;
import dev.fencepost.core.finding.Finding;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.migration.Schema;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.testkit.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One finding that matches, one that does not, and what can be wrong about their results. */
class OracleIT {

  private final TestDatabase server = TestDatabase.fresh();
  private Connection connection;

  private final KafkaLog log =
      new KafkaLog(
          List.of(
              found(0, "old", 0.9), found(1, "match", 0.9), found(2, "other", 0.1), new Bad(0, 3)),
          Map.of(0, 4L));

  private static Found found(long offset, String id, double confidence) {
    Finding finding =
        new Finding(
            id, "URL", confidence, 1, "direct", "default", "path", "", Map.of(), Instant.EPOCH);
    return new Found(0, offset, finding, id.equals("old"), null);
  }

  @BeforeEach
  void open() throws SQLException {
    var settings = new ConnectionSource.Settings(server.jdbcUrl(), server.user(), "", "test");
    Schema.migrate(settings);
    connection = settings.connect();
    Audit.install(connection);
    Jdbc.execute(
        connection,
        """
        INSERT INTO policy_activations (activation_id, request_id, generation, activation_time, actor)
        VALUES (1, 'r', 1, now(), 'test')
        """);
    Jdbc.execute(
        connection, "INSERT INTO policies (policy_id, name, current_version) VALUES (1, 'p', 2)");
    policy("ACTIVE", null);
    deadLetter(3);
  }

  private void policy(String status, @org.jspecify.annotations.Nullable String frozen)
      throws SQLException {
    Jdbc.execute(connection, "DELETE FROM policy_versions");
    Jdbc.update(
        connection,
        """
        INSERT INTO policy_versions (policy_id, version, activation_id, generation, status, condition,
          requires_streaming_updates, severity, content_hash, language_level, activation_time,
          cutoff_offsets, frozen_offsets, request_id)
        VALUES (1, 2, 1, 1, ?, 'finding.confidence >= 0.5', true, 'high', '', 1, now(), '{}',
          ?::jsonb, 'r')
        """,
        status,
        frozen);
  }

  private void deadLetter(long offset) throws SQLException {
    Jdbc.update(
        connection,
        """
        INSERT INTO dead_letters (source_no, partition, record_offset, topic, reason, detail, payload)
        VALUES (1, 0, ?, 'findings', 'r', 'd', '')
        """,
        offset);
  }

  private void result(String id, int version, long offset) throws SQLException {
    Jdbc.update(
        connection,
        """
        INSERT INTO policy_results VALUES (?, 1, ?, 0, 1, ?, true, 'STREAM', now(), now())
        """,
        id,
        version,
        offset);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
    server.close();
  }

  private Verdict judge() throws SQLException {
    return Oracle.judge(log, connection);
  }

  @Test
  void nothing_is_wrong_when_everything_is_as_the_log_says() throws SQLException {
    result("match", 2, 1);

    assertThat(judge()).satisfies(verdict -> assertThat(verdict.isExact()).isTrue());
    assertThat(judge().records()).isEqualTo(3);
    assertThat(judge().spoilt()).isEqualTo(1);
  }

  @Test
  void a_match_without_a_result_is_missing() throws SQLException {
    assertThat(judge().missing()).isEqualTo(1);
    assertThat(judge().samples()).singleElement().asString().contains("match");
  }

  @Test
  void results_of_what_does_not_match_or_is_deleted_are_extra() throws SQLException {
    result("match", 2, 1);
    result("other", 2, 2);
    result("old", 2, 0);

    assertThat(judge().extra()).isEqualTo(2);
  }

  @Test
  void a_result_over_an_older_version_or_of_a_replaced_one_is_stale() throws SQLException {
    result("match", 2, 0);
    assertThat(judge().stale()).isEqualTo(1);

    Jdbc.execute(connection, "UPDATE policy_results SET policy_version = 1, source_offset = 1");
    assertThat(judge().stale()).isEqualTo(1);
  }

  @Test
  void a_frozen_policy_is_judged_up_to_where_it_froze() throws SQLException {
    policy("FROZEN", "{\"1\": {\"0\": 0}}");
    result("match", 2, 1);

    assertThat(judge().extra()).isEqualTo(1);
    policy("FROZEN", "{\"1\": {\"0\": 1}}");
    assertThat(judge().isExact()).isTrue();
  }

  @Test
  void a_verdict_that_is_written_twice_is_doubled() throws SQLException {
    result("match", 2, 1);
    Jdbc.execute(connection, "UPDATE policy_results SET updated_at = now()");

    assertThat(judge().doubled()).isEqualTo(1);
  }

  @Test
  void a_result_after_the_policy_was_stopped_is_told() throws SQLException {
    Jdbc.execute(
        connection,
        """
        INSERT INTO audit_log (actor, action, subject, detail)
        VALUES ('test', 'paused', 'p', '{"version": 2}')
        """);
    result("match", 2, 1);

    assertThat(judge().afterStop()).isEqualTo(1);
  }

  @Test
  void dead_letters_must_be_exactly_the_spoilt_records() throws SQLException {
    result("match", 2, 1);
    deadLetter(2);
    assertThat(judge().wrongDeadLetters()).isEqualTo(1);

    Jdbc.execute(connection, "DELETE FROM dead_letters WHERE record_offset = 3");
    assertThat(judge().lostDeadLetters()).isEqualTo(1);
  }
}
