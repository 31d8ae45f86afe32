package dev.fencepost.engine.landing;

import dev.fencepost.policy.judge.ArmedPolicy;
import dev.fencepost.sql.jdbc.CopyRows;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.jdbc.SqlArray;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The verdicts of the stream. Its statements must run after the one that stored the findings, on a
 * newer snapshot.
 */
final class ResultStore {

  private static final String TARGET =
      """
      policy_results (finding_id, policy_id, policy_version, scan_epoch, source_no, source_offset,
        open, origin, opened_at, updated_at)""";

  private static final int COLUMNS = 10;

  private final int sourceNo;
  private final CopyRows copy = new CopyRows(COLUMNS);

  ResultStore(int sourceNo) {
    this.sourceNo = sourceNo;
  }

  /** A finding's version that was judged. */
  record Judged(String findingId, long scanEpoch, long offset) {}

  /** A policy that a judged finding matches. */
  record Match(Judged finding, ArmedPolicy policy) {}

  /**
   * Opens the results of findings of which nothing was ever judged, by COPY: there is none to look
   * for. Should there be one nevertheless, COPY fails with a unique violation and the batch is
   * landed by upserts.
   *
   * @param matches in the order of their findings' ids, and then of their policies
   * @param at by the database's clock
   */
  int openFirst(Connection tx, List<Match> matches, Instant at) throws SQLException {
    if (matches.isEmpty()) {
      return 0;
    }
    copy.begin();
    for (Match match : matches) {
      copy.row()
          .text(match.finding().findingId())
          .bigint(match.policy().policyId())
          .integer(match.policy().version())
          .bigint(match.finding().scanEpoch())
          .integer(sourceNo)
          .bigint(match.finding().offset())
          .flag(true)
          .text("STREAM")
          .time(at)
          .time(at);
    }
    copy.into(tx, TARGET);
    return matches.size();
  }

  /**
   * Opens matching results; an open one of the same policy version keeps who opened it and when.
   */
  int open(Connection tx, List<Match> matches) throws SQLException {
    if (matches.isEmpty()) {
      return 0;
    }
    return Jdbc.update(
        tx,
        """
        INSERT INTO policy_results AS r (finding_id, policy_id, policy_version, scan_epoch, source_no,
          source_offset, open, origin, opened_at, updated_at)
        SELECT m.finding_id, m.policy_id, m.policy_version, m.scan_epoch, ?, m.source_offset, true,
          'STREAM', clock_timestamp(), clock_timestamp()
        FROM unnest(?, ?, ?, ?, ?)
          AS m(finding_id, policy_id, policy_version, scan_epoch, source_offset)
        ORDER BY m.finding_id COLLATE "C", m.policy_id
        ON CONFLICT (finding_id, policy_id) DO UPDATE SET
          policy_version = EXCLUDED.policy_version, scan_epoch = EXCLUDED.scan_epoch,
          source_no = EXCLUDED.source_no, source_offset = EXCLUDED.source_offset, open = true,
          origin = CASE WHEN r.open AND r.policy_version = EXCLUDED.policy_version
                        THEN r.origin ELSE EXCLUDED.origin END,
          opened_at = CASE WHEN r.open AND r.policy_version = EXCLUDED.policy_version
                           THEN r.opened_at ELSE EXCLUDED.opened_at END,
          updated_at = EXCLUDED.updated_at
        WHERE (r.policy_version, r.scan_epoch, r.source_no, r.source_offset)
            < (EXCLUDED.policy_version, EXCLUDED.scan_epoch, EXCLUDED.source_no, EXCLUDED.source_offset)
        """,
        sourceNo,
        SqlArray.texts(matches.stream().map(m -> m.finding().findingId()).toList()),
        SqlArray.bigints(matches.stream().map(m -> m.policy().policyId()).toList()),
        SqlArray.ints(matches.stream().map(m -> m.policy().version()).toList()),
        SqlArray.bigints(matches.stream().map(m -> m.finding().scanEpoch()).toList()),
        SqlArray.bigints(matches.stream().map(m -> m.finding().offset()).toList()));
  }

  /**
   * Closes open results of judged findings for armed policies that they do not match. What there is
   * is looked up by the findings' keys first: of findings that are new it is nothing, and a join
   * would read every result there is.
   */
  int close(Connection tx, List<Judged> judged, List<ArmedPolicy> armed, List<Match> matches)
      throws SQLException {
    if (judged.isEmpty() || armed.isEmpty()) {
      return 0;
    }
    Set<Key> matching = new HashSet<>();
    matches.forEach(m -> matching.add(new Key(m.finding().findingId(), m.policy().policyId())));
    List<Key> closing = lockOpen(tx, judged, armed);
    closing.removeIf(matching::contains);
    return closing.isEmpty() ? 0 : markClosed(tx, closing, judged, armed);
  }

  private record Key(String findingId, long policyId) {}

  /**
   * The open results of judged findings for armed policies, locked in the order of their keys. The
   * sum keeps the planner from the index by policy, which leads to all results there are.
   */
  private static List<Key> lockOpen(Connection tx, List<Judged> judged, List<ArmedPolicy> armed)
      throws SQLException {
    return Jdbc.list(
        tx,
        """
        SELECT finding_id, policy_id FROM policy_results
        WHERE finding_id = ANY (?) AND policy_id + 0 = ANY (?) AND open
        ORDER BY finding_id, policy_id
        FOR UPDATE
        """,
        row -> new Key(row.getString(1), row.getLong(2)),
        SqlArray.texts(judged.stream().map(Judged::findingId).toList()),
        SqlArray.bigints(armed.stream().map(ArmedPolicy::policyId).toList()));
  }

  private int markClosed(
      Connection tx, List<Key> closing, List<Judged> judged, List<ArmedPolicy> armed)
      throws SQLException {
    Map<String, Judged> byFinding = new HashMap<>();
    judged.forEach(one -> byFinding.merge(one.findingId(), one, ResultStore::newer));
    Map<Long, Integer> versions = new HashMap<>();
    armed.forEach(policy -> versions.merge(policy.policyId(), policy.version(), Math::max));
    List<Judged> by =
        closing.stream().map(key -> Objects.requireNonNull(byFinding.get(key.findingId))).toList();
    return Jdbc.update(
        tx,
        """
        UPDATE policy_results r SET open = false, policy_version = c.policy_version,
          scan_epoch = c.scan_epoch, source_no = ?, source_offset = c.source_offset,
          updated_at = clock_timestamp()
        FROM unnest(?, ?, ?, ?, ?)
          AS c(finding_id, policy_id, policy_version, scan_epoch, source_offset)
        WHERE r.finding_id = c.finding_id AND r.policy_id = c.policy_id AND r.open
          AND (r.policy_version, r.scan_epoch, r.source_no, r.source_offset)
            < (c.policy_version, c.scan_epoch, ?, c.source_offset)
        """,
        sourceNo,
        SqlArray.texts(closing.stream().map(Key::findingId).toList()),
        SqlArray.bigints(closing.stream().map(Key::policyId).toList()),
        SqlArray.ints(
            closing.stream()
                .map(key -> Objects.requireNonNull(versions.get(key.policyId)))
                .toList()),
        SqlArray.bigints(by.stream().map(Judged::scanEpoch).toList()),
        SqlArray.bigints(by.stream().map(Judged::offset).toList()),
        sourceNo);
  }

  /** A finding may be landed and swept in one batch. */
  private static Judged newer(Judged one, Judged other) {
    return one.scanEpoch != other.scanEpoch
        ? one.scanEpoch > other.scanEpoch ? one : other
        : one.offset > other.offset ? one : other;
  }
}
