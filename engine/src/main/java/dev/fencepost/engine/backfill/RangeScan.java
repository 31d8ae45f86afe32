package dev.fencepost.engine.backfill;

import dev.fencepost.engine.finding.FindingColumns;
import dev.fencepost.engine.finding.FindingRow;
import dev.fencepost.policy.judge.ArmedPolicy;
import dev.fencepost.policy.judge.PolicySet;
import dev.fencepost.sql.dialect.Dialect;
import dev.fencepost.sql.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One range read in one read-only snapshot, for all policies of the activation at once.
 *
 * <p>The snapshot may be old. It is used only when the activation itself is visible in it: whoever
 * can see the fence's row sees everything that was durable before the fence. Findings that changed
 * since are told apart by {@link RangeConfirm}.
 */
public final class RangeScan implements AutoCloseable {

  /** Rows that the driver holds at a time. */
  private static final int FETCH_SIZE = 2_000;

  private final Connection snapshot;
  private final List<SharedScan.Wanted> wanted;
  private final FindingColumns columns;
  private final PolicySet residual;
  private final boolean flagged;
  private final long rows;
  private final PreparedStatement statement;
  private final ResultSet cursor;

  private RangeScan(
      Connection snapshot, Dialect dialect, ScanPlans.Plan plan, History history, long rows)
      throws SQLException {
    this.snapshot = snapshot;
    this.wanted = plan.scan().wanted();
    this.columns = plan.columns();
    this.residual = plan.evaluator();
    this.flagged = !plan.scan().isLeftToEvaluator();
    this.rows = rows;
    List<Object> parameters = new ArrayList<>(plan.scan().parameters());
    parameters.addAll(history.cutoffs());
    parameters.addAll(history.bounds());
    this.statement = Jdbc.prepare(snapshot, sql(dialect, history), parameters.toArray());
    this.statement.setFetchSize(FETCH_SIZE);
    this.cursor = statement.executeQuery();
  }

  /** As {@link #open(Connection, Dialect, ScanPlace, Duration, BackfillRange, ScanPlans)}, once. */
  static Optional<RangeScan> open(
      Connection connection,
      Dialect dialect,
      ScanPlace place,
      Duration staleness,
      BackfillRange range)
      throws SQLException {
    return open(connection, dialect, place, staleness, range, new ScanPlans());
  }

  /**
   * Opens the scan.
   *
   * @param connection to the place, outside a transaction
   * @param staleness how old the snapshot of YugabyteDB's followers may be
   * @return empty when the snapshot does not reach up to the fence yet: wait and ask again
   * @throws RangeMovedException when the ranges have to be cut again
   */
  public static Optional<RangeScan> open(
      Connection connection,
      Dialect dialect,
      ScanPlace place,
      Duration staleness,
      BackfillRange range,
      ScanPlans plans)
      throws SQLException {
    if (place == ScanPlace.LEADER) {
      dialect.beginLeaderRead(connection);
    } else {
      dialect.beginFollowerRead(connection, staleness);
    }
    if (!ActivationPolicies.areVisible(connection, range.activationId())) {
      connection.rollback();
      return Optional.empty();
    }
    range.requireInPlace(connection, dialect);
    List<ArmedPolicy> policies = ActivationPolicies.judging(connection, range.activationId());
    long rows = History.rowsIn(connection, dialect, range);
    return Optional.of(
        new RangeScan(
            connection, dialect, plans.of(policies), History.of(connection, dialect, range), rows));
  }

  /**
   * The next candidates, or none at the end. They come in the order of their ids, so that a range
   * that is confirmed in several statements locks its findings in the order in which landings do.
   *
   * @param about how many; a few more when the last finding matches several policies
   */
  public List<Candidate> next(int about) throws SQLException {
    List<Candidate> candidates = new ArrayList<>();
    while (candidates.size() < about && cursor.next()) {
      collect(candidates);
    }
    return candidates;
  }

  private void collect(List<Candidate> candidates) throws SQLException {
    if (!flagged) {
      judge(candidates);
      return;
    }
    boolean judged = false;
    for (int i = 0; i < wanted.size(); i++) {
      if (!cursor.getBoolean(flag(i))) {
        continue;
      }
      if (wanted.get(i).sql().exact()) {
        candidates.add(candidate(wanted.get(i).policy()));
      } else if (!judged) {
        judge(candidates);
        judged = true;
      }
    }
  }

  private void judge(List<Candidate> candidates) throws SQLException {
    for (ArmedPolicy policy : residual.judge(columns.of(cursor)).matching()) {
      candidates.add(candidate(policy));
    }
  }

  private Candidate candidate(ArmedPolicy policy) throws SQLException {
    return new Candidate(
        cursor.getString("finding_id"),
        FindingRow.version(cursor),
        cursor.getString("place"),
        policy);
  }

  /** How many findings lie in the range. */
  public long rows() {
    return rows;
  }

  /** How often each policy could not be evaluated so far; the finding does not match then. */
  public Map<ArmedPolicy, Long> errors() {
    return residual.errors();
  }

  /** Ends the snapshot; the connection can be used again. */
  @Override
  public void close() throws SQLException {
    try (statement;
        cursor) {
      // Both are closed even when one refuses.
    } finally {
      snapshot.rollback();
    }
  }

  private String sql(Dialect dialect, History history) {
    if (wanted.isEmpty()) {
      return "SELECT f.finding_id FROM " + History.FROM + " WHERE FALSE AND " + history.range();
    }
    String found = columns.sql() + ", " + dialect.place() + " AS place";
    if (!flagged) {
      return "SELECT %s FROM %s WHERE NOT f.deleted AND %s ORDER BY f.finding_id"
          .formatted(found, History.FROM, history.range());
    }
    return """
    SELECT * FROM (
      SELECT %s, %s
      FROM %s
      WHERE NOT f.deleted AND %s
    ) scanned
    WHERE %s
    ORDER BY finding_id
    """
        .formatted(found, flags(), History.FROM, history.range(), anyFlag());
  }

  private String flags() {
    return IntStream.range(0, wanted.size())
        .mapToObj(i -> "(" + wanted.get(i).sql().sql() + ") AS " + flag(i))
        .collect(Collectors.joining(", "));
  }

  private String anyFlag() {
    return IntStream.range(0, wanted.size())
        .mapToObj(RangeScan::flag)
        .collect(Collectors.joining(" OR "));
  }

  private static String flag(int i) {
    return "wanted_" + i;
  }
}
