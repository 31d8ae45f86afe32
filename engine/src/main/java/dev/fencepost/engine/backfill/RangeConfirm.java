package dev.fencepost.engine.backfill;

import dev.fencepost.policy.judge.ArmedPolicy;
import dev.fencepost.sql.dialect.Dialect;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.jdbc.SqlArray;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Confirms candidates on the leader: those whose finding is still the version that was scanned.
 *
 * <p>A finding that changed since the scan has a record past the cut-off, and is the stream's. One
 * that is changing right now makes the statement wait, because it locks each finding FOR SHARE, and
 * is then seen to be another version.
 */
public final class RangeConfirm {

  private final Connection transaction;
  private final BackfillRange range;
  private final Dialect.Lookup lookup;
  private final RangeTurn turn;
  private final Set<ArmedPolicy> judging;

  private RangeConfirm(
      Connection transaction, BackfillRange range, Dialect.Lookup lookup, RangeTurn turn) {
    this.transaction = transaction;
    this.range = range;
    this.lookup = lookup;
    this.turn = turn;
    this.judging = Set.copyOf(turn.judging());
  }

  /**
   * Takes the range's turn, which lasts until the transaction ends.
   *
   * @throws RangeMovedException when the ranges have to be cut again
   */
  public static RangeConfirm begin(Connection transaction, Dialect dialect, BackfillRange range)
      throws SQLException {
    Dialect.Lookup lookup = dialect.lookup(range.lower(), range.upper());
    if (!lookup.settings().isEmpty()) {
      Jdbc.execute(transaction, lookup.settings());
    }
    RangeTurn turn = RangeTurn.take(transaction, dialect, range);
    if (turn.pending()) {
      range.requireInPlace(transaction, dialect);
    }
    return new RangeConfirm(transaction, range, lookup, turn);
  }

  /**
   * Writes results for candidates of the range.
   *
   * @return how many results are new or newer
   */
  public int write(List<Candidate> candidates) throws SQLException {
    List<Candidate> standing =
        candidates.stream().filter(candidate -> judging.contains(candidate.policy())).toList();
    return turn.pending() && !standing.isEmpty() ? insert(standing) : 0;
  }

  /** Marks the range CONFIRMED: all its candidates were written. */
  public void finish(RangeTally tally) throws SQLException {
    if (turn.pending()) {
      tally.store(transaction, range);
    }
  }

  private int insert(List<Candidate> candidates) throws SQLException {
    List<Object> parameters = new ArrayList<>(columns(candidates));
    parameters.addAll(lookup.where().parameters());
    return Jdbc.update(
        transaction,
        ResultRows.INSERT
            + """
            SELECT f.finding_id, c.policy_id, c.policy_version,
              f.scan_epoch, f.source_no, f.source_offset, true, 'BACKFILL',
              clock_timestamp(), clock_timestamp()
            FROM unnest(?, ?, ?, ?, ?, ?, ?)
              AS c(finding_id, place, scan_epoch, source_no, source_offset,
                policy_id, policy_version)
            JOIN findings f
              ON f.finding_id = c.finding_id AND f.scan_epoch = c.scan_epoch
             AND f.source_no = c.source_no AND f.source_offset = c.source_offset
             AND NOT f.deleted
            WHERE %s
            ORDER BY f.finding_id, c.policy_id
            FOR SHARE OF f
            """
                .formatted(lookup.where().sql())
            + ResultRows.UNLESS_NEWER,
        parameters.toArray());
  }

  private static List<SqlArray> columns(List<Candidate> candidates) {
    return List.of(
        SqlArray.texts(candidates.stream().map(Candidate::findingId).toList()),
        SqlArray.texts(candidates.stream().map(Candidate::place).toList()),
        SqlArray.bigints(candidates.stream().map(c -> c.version().scanEpoch()).toList()),
        SqlArray.ints(candidates.stream().map(c -> c.version().sourceNo()).toList()),
        SqlArray.bigints(candidates.stream().map(c -> c.version().offset()).toList()),
        SqlArray.bigints(candidates.stream().map(c -> c.policy().policyId()).toList()),
        SqlArray.ints(candidates.stream().map(c -> c.policy().version()).toList()));
  }
}
