package dev.fencepost.engine.backfill;

import dev.fencepost.policy.judge.ArmedPolicy;
import dev.fencepost.sql.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Closes results that an older version of a policy opened and that the current version confirmed
 * neither by its backfill nor in the stream: their findings do not match it.
 */
public final class SupersededResults {

  private SupersededResults() {}

  /**
   * Where the next step goes on.
   *
   * @param findingId the last finding that was looked at
   */
  public record Position(long policyId, String findingId) {

    /** Before the first result. */
    public static final Position START = new Position(Long.MIN_VALUE, "");
  }

  /**
   * Closes some results, in the order of their keys; none while a range is not confirmed. A result
   * that is closed too early would not be opened by that range any more: its versions are the same.
   *
   * @param most how many results one transaction closes
   * @return where to go on, or empty when nothing is left
   */
  public static Optional<Position> close(
      Connection transaction, long activationId, Position after, int most) throws SQLException {
    lock(transaction, activationId);
    if (!areConfirmed(transaction, activationId)) {
      return Optional.empty();
    }
    for (ArmedPolicy policy : ActivationPolicies.judging(transaction, activationId)) {
      if (policy.version() == 1 || policy.policyId() < after.policyId()) {
        continue;
      }
      String from = policy.policyId() == after.policyId() ? after.findingId() : "";
      Optional<String> last = close(transaction, policy, from, most);
      if (last.isPresent()) {
        return Optional.of(new Position(policy.policyId(), last.get()));
      }
    }
    return Optional.empty();
  }

  /** Retire, pause and replace lock every range first, so that one of them keeps all out. */
  private static void lock(Connection transaction, long activationId) throws SQLException {
    Jdbc.one(
        transaction,
        """
        SELECT range_no FROM backfill_ranges
        WHERE activation_id = ? AND range_no = 0
        FOR SHARE
        """,
        row -> row.getInt("range_no"),
        activationId);
  }

  /** A crash of the server can undo a range's confirmation, and the process may not notice. */
  private static boolean areConfirmed(Connection transaction, long activationId)
      throws SQLException {
    return Jdbc.one(
        transaction,
        """
        SELECT NOT EXISTS (SELECT FROM backfill_ranges
          WHERE activation_id = ? AND status <> 'CONFIRMED') AS confirmed
        """,
        row -> row.getBoolean("confirmed"),
        activationId);
  }

  /** A row that the stream renews meanwhile is looked at again, and has the current version. */
  private static Optional<String> close(
      Connection transaction, ArmedPolicy policy, String after, int most) throws SQLException {
    List<String> closed =
        Jdbc.list(
            transaction,
            """
            WITH superseded AS (
              SELECT r.finding_id
              FROM policy_results r
              WHERE r.policy_id = ? AND r.finding_id > ? AND r.open AND r.policy_version < ?
              ORDER BY r.finding_id
              LIMIT ?
              FOR UPDATE
            ), closed AS (
              UPDATE policy_results r
              SET open = false, policy_version = ?, updated_at = clock_timestamp()
              FROM superseded s
              WHERE r.finding_id = s.finding_id AND r.policy_id = ?
              RETURNING r.finding_id
            )
            SELECT finding_id FROM closed ORDER BY finding_id DESC LIMIT 1
            """,
            row -> row.getString("finding_id"),
            policy.policyId(),
            after,
            policy.version(),
            most,
            policy.version(),
            policy.policyId());
    return closed.stream().findFirst();
  }
}
