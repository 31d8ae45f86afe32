package dev.fencepost.sql.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DialectTest {

  private final Dialect postgres = new PostgresDialect();
  private final Dialect yugabyte = new YugabyteDialect();

  @Test
  void ranges_on_postgres_are_bound_and_half_open() {
    assertThat(postgres.rangePredicate("a", "b").sql())
        .isEqualTo("f.finding_id >= ? AND f.finding_id < ?");
    assertThat(postgres.rangePredicate("a", "b").parameters()).containsExactly("a", "b");
    assertThat(postgres.rangePredicate(null, null).sql()).isEqualTo("TRUE");
  }

  @Test
  void ranges_on_yugabytedb_are_literal_hash_codes_that_cover_all() {
    assertThat(yugabyte.rangePredicate(null, "21845").sql())
        .isEqualTo("yb_hash_code(f.finding_id) BETWEEN 0 AND 21844");
    assertThat(yugabyte.rangePredicate("21845", null).sql())
        .isEqualTo("yb_hash_code(f.finding_id) BETWEEN 21845 AND 65535");
    assertThatThrownBy(() -> yugabyte.rangePredicate("0 OR true", null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> yugabyte.rangePredicate("65536", null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_scan_on_yugabytedbs_followers_asks_for_them_before_its_first_statement()
      throws SQLException {
    Sent sent = new Sent();

    yugabyte.beginFollowerRead(sent.connection(), Duration.ofSeconds(10));

    assertThat(sent.statements())
        .containsExactly(
            "autocommit false",
            "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY",
            "SET LOCAL yb_read_from_followers = on",
            "SET LOCAL max_parallel_workers_per_gather = 0",
            "SET LOCAL yb_follower_read_staleness_ms = 10000");
    assertThat(yugabyte.hasFollowerReads()).isTrue();
  }

  @Test
  void a_scan_on_yugabytedbs_leaders_says_so_whatever_the_sessions_default_is()
      throws SQLException {
    Sent sent = new Sent();

    yugabyte.beginLeaderRead(sent.connection());

    assertThat(sent.statements())
        .containsExactly(
            "autocommit false",
            "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY",
            "SET LOCAL yb_read_from_followers = off",
            "SET LOCAL max_parallel_workers_per_gather = 0");
  }

  @Test
  void a_scan_on_postgres_is_the_same_wherever_its_connection_leads() throws SQLException {
    Sent onStandby = new Sent();
    Sent onLeader = new Sent();

    postgres.beginFollowerRead(onStandby.connection(), Duration.ofSeconds(10));
    postgres.beginLeaderRead(onLeader.connection());

    assertThat(onStandby.statements())
        .containsExactly(
            "autocommit false", "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        .isEqualTo(onLeader.statements());
    assertThat(postgres.hasFollowerReads()).isFalse();
  }

  @Test
  void key_layouts_fill_every_placeholder() {
    assertThat(postgres.keyLayouts().keySet()).isEqualTo(yugabyte.keyLayouts().keySet());
  }
}
