package dev.fencepost.sql.dialect;

import dev.fencepost.sql.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * YugabyteDB: keys are hashed or ascending explicitly, ranges are buckets of {@code yb_hash_code},
 * and followers answer read-only transactions that ask for them. Written from its documentation; no
 * YugabyteDB runs in this project's own build.
 */
final class YugabyteDialect implements Dialect {

  private static final int HASH_CODES = 65_536;

  @Override
  public String displayName() {
    return "YugabyteDB";
  }

  @Override
  public Map<String, String> keyLayouts() {
    return Map.of("hash", "HASH", "asc", "ASC");
  }

  @Override
  public void requireReadCommitted(Connection connection) throws SQLException {
    String level =
        Jdbc.one(
            connection, "SHOW yb_effective_transaction_isolation_level", row -> row.getString(1));
    if (!level.equals("read committed")) {
      throw new IllegalStateException(
          "the effective isolation level is '"
              + level
              + "'; start YugabyteDB with yb_enable_read_committed_isolation=true");
    }
  }

  @Override
  public void beginFollowerRead(Connection connection, Duration staleness) throws SQLException {
    begin(connection, "on");
    Jdbc.execute(connection, "SET LOCAL yb_follower_read_staleness_ms = " + staleness.toMillis());
  }

  @Override
  public void beginLeaderRead(Connection connection) throws SQLException {
    begin(connection, "off");
  }

  /** A parallel scan would ignore the range's hash codes. */
  private static void begin(Connection connection, String fromFollowers) throws SQLException {
    connection.setAutoCommit(false);
    Jdbc.execute(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
    Jdbc.execute(connection, "SET LOCAL yb_read_from_followers = " + fromFollowers);
    Jdbc.execute(connection, "SET LOCAL max_parallel_workers_per_gather = 0");
  }

  /** It may commit rows in between, by {@code yb_default_copy_from_rows_per_transaction}. */
  @Override
  public boolean copiesInTransactions() {
    return false;
  }

  @Override
  public boolean hasFollowerReads() {
    return true;
  }

  @Override
  public List<String> rangeBounds(Connection connection, int wanted) {
    return IntStream.range(1, wanted)
        .mapToObj(i -> Integer.toString((int) ((long) i * HASH_CODES / wanted)))
        .toList();
  }

  @Override
  public boolean stands(Connection transaction, @Nullable String lower, @Nullable String upper) {
    return true;
  }

  /** Ids are all that finds a row. */
  @Override
  public String place() {
    return "NULL::text";
  }

  /** The range bounds what a join may read. */
  @Override
  public Lookup lookup(@Nullable String lower, @Nullable String upper) {
    return new Lookup("", rangePredicate(lower, upper));
  }

  /** Each tablet has a log of its own. */
  @Override
  public String commitLater() {
    return "";
  }

  @Override
  public RangePredicate rangePredicate(@Nullable String lower, @Nullable String upper) {
    // Only literals become an index condition, so the validated numbers are inlined.
    int from = lower == null ? 0 : hashCode(lower);
    int to = upper == null ? HASH_CODES - 1 : hashCode(upper) - 1;
    return new RangePredicate(
        "yb_hash_code(f.finding_id) BETWEEN " + from + " AND " + to, List.of());
  }

  private static int hashCode(String bound) {
    int code = Integer.parseInt(bound);
    if (code < 0 || code >= HASH_CODES) {
      throw new IllegalArgumentException("not a hash code: " + bound);
    }
    return code;
  }
}
