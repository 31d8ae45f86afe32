package dev.fencepost.sql.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The seam between the two databases. Implementations hold no state. */
public interface Dialect {

  /** As people call it, for messages. */
  String displayName();

  /** Values of the placeholders in the migrations. */
  Map<String, String> keyLayouts();

  /**
   * Refuses a server whose READ COMMITTED is something else, because the landing's second statement
   * must see what was committed while its first one waited.
   *
   * @throws IllegalStateException with a sentence for the operator
   */
  void requireReadCommitted(Connection connection) throws SQLException;

  /**
   * Opens a snapshot for scanning a range, on a follower where the server has them. The connection
   * must be outside a transaction; afterwards it is inside one that is READ ONLY and REPEATABLE
   * READ.
   *
   * @param staleness how old the snapshot may be
   */
  void beginFollowerRead(Connection connection, Duration staleness) throws SQLException;

  /**
   * As {@link #beginFollowerRead}, but everything is read where it is written, so the snapshot
   * holds all that was committed before.
   */
  void beginLeaderRead(Connection connection) throws SQLException;

  /** Whether COPY is a part of its transaction like any other statement. */
  boolean copiesInTransactions();

  /** Whether scans read followers of this very server when asked, without a second address. */
  boolean hasFollowerReads();

  /**
   * Bounds that cut the findings into about {@code wanted} ranges of similar size, in order,
   * without the open first and last ends.
   */
  List<String> rangeBounds(Connection connection, int wanted) throws SQLException;

  /**
   * The condition that keeps a finding inside a range, over the alias {@code f}; bounds of null are
   * open. It holds no parameter when bounds must be literals; otherwise one for each bound that is
   * not null, in order.
   */
  RangePredicate rangePredicate(@Nullable String lower, @Nullable String upper);

  /**
   * Whether a range still holds the findings that it held when it was cut. From here to the end of
   * the transaction nothing changes that, so what is read afterwards may rely on it.
   */
  boolean stands(Connection transaction, @Nullable String lower, @Nullable String upper)
      throws SQLException;

  /**
   * A text over {@code f} that says where a finding lies, for {@link #lookup}: the same on a
   * follower and on the leader for as long as the range stands and the finding is history.
   */
  String place();

  /**
   * How findings {@code f} of a range are looked up by a list {@code c} of ids that are all inside
   * of it, so that only these are read, whatever the planner expects of such a list. The list has a
   * column {@code place} with the texts of {@link #place}; the ids are compared in any case.
   */
  Lookup lookup(@Nullable String lower, @Nullable String upper);

  /**
   * A statement after which the transaction's COMMIT returns before the log is on disk; empty where
   * there is no such thing. A crash of the server may then undo the transaction as a whole, but
   * never when one that committed after it is still there.
   */
  String commitLater();

  /**
   * A way to look up rows.
   *
   * @param settings a statement for the same transaction, to be run before; empty for none
   * @param where over {@code f} and {@code c}; is implied by the ids while the range stands
   */
  record Lookup(String settings, RangePredicate where) {}

  /** SQL and its parameters. */
  record RangePredicate(String sql, List<Object> parameters) {
    public RangePredicate {
      parameters = List.copyOf(parameters);
    }
  }

  /** Finds out who answers. */
  static Dialect of(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT version()")) {
      rows.next();
      return rows.getString(1).contains("-YB-") ? new YugabyteDialect() : new PostgresDialect();
    }
  }
}
