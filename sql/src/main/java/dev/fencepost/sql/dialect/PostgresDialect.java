package dev.fencepost.sql.dialect;

import dev.fencepost.sql.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL 15 and later: ranges are ranges of the primary key, followers are hot standbys with
 * their own address.
 */
final class PostgresDialect implements Dialect {

  /** Enough sampled keys per range to make ranges of similar size. */
  private static final int SAMPLES_PER_RANGE = 60;

  @Override
  public String displayName() {
    return "PostgreSQL";
  }

  @Override
  public Map<String, String> keyLayouts() {
    return Map.of("hash", "", "asc", "");
  }

  @Override
  public void requireReadCommitted(Connection connection) throws SQLException {
    String level = Jdbc.one(connection, "SHOW transaction_isolation", row -> row.getString(1));
    if (!level.equals("read committed")) {
      throw new IllegalStateException(
          "the isolation level is '"
              + level
              + "'; Fencepost needs 'read committed' for its database and role");
    }
  }

  @Override
  public void beginFollowerRead(Connection connection, Duration staleness) throws SQLException {
    // How old it is, is up to the standby that the connection leads to.
    beginLeaderRead(connection);
  }

  @Override
  public void beginLeaderRead(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    Jdbc.execute(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
  }

  @Override
  public boolean hasFollowerReads() {
    return false;
  }

  @Override
  public List<String> rangeBounds(Connection connection, int wanted) throws SQLException {
    long pages =
        Jdbc.one(
            connection,
            "SELECT pg_relation_size('findings') / current_setting('block_size')::bigint",
            row -> row.getLong(1));
    if (pages == 0 || wanted < 2) {
      return List.of();
    }
    // Whole pages are sampled, so a share of pages gives about that share of rows.
    double percent =
        Math.min(100, Math.max(1, 100.0 * wanted * SAMPLES_PER_RANGE / (pages * 20.0)));
    List<String> sample =
        Jdbc.list(
            connection,
            "SELECT finding_id FROM findings TABLESAMPLE SYSTEM ("
                + percent
                + ") REPEATABLE (1) ORDER BY finding_id",
            row -> row.getString(1));
    List<String> bounds = new ArrayList<>();
    for (int i = 1; i < wanted; i++) {
      int at = (int) ((long) i * sample.size() / wanted);
      if (at < sample.size()
          && (bounds.isEmpty() || !bounds.get(bounds.size() - 1).equals(sample.get(at)))) {
        bounds.add(sample.get(at));
      }
    }
    return bounds;
  }

  @Override
  public RangePredicate rangePredicate(@Nullable String lower, @Nullable String upper) {
    List<String> terms = new ArrayList<>();
    List<Object> parameters = new ArrayList<>();
    if (lower != null) {
      terms.add("f.finding_id >= ?");
      parameters.add(lower);
    }
    if (upper != null) {
      terms.add("f.finding_id < ?");
      parameters.add(upper);
    }
    return new RangePredicate(terms.isEmpty() ? "TRUE" : String.join(" AND ", terms), parameters);
  }
}
