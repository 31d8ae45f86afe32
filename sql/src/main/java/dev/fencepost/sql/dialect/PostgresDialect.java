package dev.fencepost.sql.dialect;

import dev.fencepost.sql.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL 15 and later: ranges are blocks of the table's file, followers are hot standbys with
 * their own address.
 */
final class PostgresDialect implements Dialect {

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
  public boolean copiesInTransactions() {
    return true;
  }

  @Override
  public boolean hasFollowerReads() {
    return false;
  }

  /**
   * Findings lie in their file in the order in which they came, and their ids are as good as
   * random: a range of ids is spread over the whole file, a range of blocks is read in one go. A
   * finding stays in its block for as long as it is history, since whatever changes it gives it a
   * version past the fence.
   */
  @Override
  public List<String> rangeBounds(Connection connection, int wanted) throws SQLException {
    return Jdbc.one(
        connection,
        """
        SELECT pg_relation_filenode('findings') AS file,
          pg_relation_size('findings') / current_setting('block_size')::bigint AS blocks
        """,
        row -> cut(row.getLong("file"), row.getLong("blocks"), wanted));
  }

  private static List<String> cut(long file, long blocks, int wanted) {
    long ranges = Math.min(blocks, wanted);
    List<String> bounds = new ArrayList<>();
    for (long i = 1; i < ranges; i++) {
      bounds.add(new BlockBound(i * blocks / ranges, file).text());
    }
    return bounds;
  }

  /** False when the table was written anew, which gives it another file and moves findings. */
  @Override
  public boolean stands(Connection transaction, @Nullable String lower, @Nullable String upper)
      throws SQLException {
    Optional<BlockBound> bound = anyBlock(lower, upper);
    if (bound.isEmpty()) {
      return true;
    }
    // Whatever writes the table anew waits for the end of this transaction.
    Jdbc.execute(transaction, "LOCK TABLE findings IN ACCESS SHARE MODE");
    long file =
        Jdbc.one(transaction, "SELECT pg_relation_filenode('findings')", row -> row.getLong(1));
    return file == bound.get().file();
  }

  /** A standby has the leader's blocks. */
  @Override
  public String place() {
    return "f.ctid::text";
  }

  /**
   * One after the other, by the place where each was when it was scanned; whether that was the same
   * file is what bounds by blocks tell. Otherwise by the primary key, which costs a descent of its
   * index for each. The planner may prefer to read whole ranges of blocks, which is what a scan on
   * a follower is to spare the leader.
   */
  @Override
  public Lookup lookup(@Nullable String lower, @Nullable String upper) {
    String oneByOne =
        "SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off;"
            + " SET LOCAL enable_seqscan = off";
    return anyBlock(lower, upper).isPresent()
        ? new Lookup(
            oneByOne + "; SET LOCAL enable_indexscan = off; SET LOCAL enable_bitmapscan = off",
            new RangePredicate("f.ctid = c.place::tid", List.of()))
        : new Lookup(oneByOne, new RangePredicate("TRUE", List.of()));
  }

  private static Optional<BlockBound> anyBlock(@Nullable String lower, @Nullable String upper) {
    return BlockBound.of(lower).or(() -> BlockBound.of(upper));
  }

  /** The log is one sequence, and whoever waits for its own commit waits for all before it. */
  @Override
  public String commitLater() {
    return "SET LOCAL synchronous_commit = off";
  }

  /** Bounds that are no blocks are keys: a backfill may have been planned by an older build. */
  @Override
  public RangePredicate rangePredicate(@Nullable String lower, @Nullable String upper) {
    List<String> terms = new ArrayList<>();
    List<Object> parameters = new ArrayList<>();
    add(terms, parameters, ">=", lower);
    add(terms, parameters, "<", upper);
    return new RangePredicate(terms.isEmpty() ? "TRUE" : String.join(" AND ", terms), parameters);
  }

  private static void add(
      List<String> terms, List<Object> parameters, String operator, @Nullable String bound) {
    if (bound == null) {
      return;
    }
    Optional<BlockBound> block = BlockBound.of(bound);
    if (block.isPresent()) {
      // A literal, because the planner has to see it to read nothing else.
      terms.add("f.ctid " + operator + " '(" + block.get().block() + ",0)'::tid");
    } else {
      terms.add("f.finding_id " + operator + " ?");
      parameters.add(bound);
    }
  }
}
