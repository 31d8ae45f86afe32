package dev.fencepost.engine.preview;

import dev.fencepost.engine.finding.FindingRow;
import dev.fencepost.engine.verify.SnapshotCursor;
import dev.fencepost.policy.condition.Condition;
import dev.fencepost.policy.pushdown.Pushdown;
import dev.fencepost.policy.pushdown.SqlCondition;
import dev.fencepost.sql.transaction.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges drafts against the findings that are there, in one snapshot and without writing. */
public record PolicyPreviews(Database database) {

  private static final int SAMPLES_AT_MOST = 5;

  private static final String CANDIDATES =
      "SELECT "
          + FindingRow.COLUMNS
          + " FROM findings f WHERE NOT f.deleted AND (%s) ORDER BY f.finding_id";

  private static final String OPEN =
      """
      SELECT r.finding_id FROM policy_results r
      JOIN policies p ON p.policy_id = r.policy_id
      WHERE p.name = ? AND r.open
      ORDER BY r.finding_id
      """;

  /**
   * What the condition would change.
   *
   * @param name the policy it is meant for; one that does not exist yet has no open results
   */
  public PolicyPreview of(Condition draft, String name) {
    SqlCondition pushed = Pushdown.of(draft, "f");
    return database.transact("preview a policy", tx -> preview(tx, draft, pushed, name));
  }

  private static PolicyPreview preview(
      Connection snapshot, Condition draft, SqlCondition pushed, String name) throws SQLException {
    SnapshotCursor.begin(snapshot);
    Tally tally = new Tally();
    try (SnapshotCursor<FindingRow> candidates =
            new SnapshotCursor<>(
                snapshot, CANDIDATES.formatted(pushed.sql()), FindingRow::of, pushed.parameters());
        SnapshotCursor<String> open =
            new SnapshotCursor<>(
                snapshot, OPEN, row -> row.getString("finding_id"), List.of(name))) {
      for (Optional<String> next = SnapshotCursor.smallerId(candidates, open);
          next.isPresent();
          next = SnapshotCursor.smallerId(candidates, open)) {
        String id = next.get();
        boolean matches = candidates.isAt(id) && draft.judge(candidates.take().finding()).matches();
        boolean isOpen = open.isAt(id);
        if (isOpen) {
          open.take();
        }
        tally.add(id, matches, isOpen);
      }
    }
    return tally.preview(pushed);
  }

  /** Counts, with the first few ids of each kind. */
  private static final class Tally {
    private long matching;
    private long gained;
    private long lost;
    private final List<String> gainedSamples = new ArrayList<>();
    private final List<String> lostSamples = new ArrayList<>();

    void add(String id, boolean matches, boolean isOpen) {
      matching += matches ? 1 : 0;
      if (matches && !isOpen) {
        gained++;
        keep(gainedSamples, id);
      } else if (!matches && isOpen) {
        lost++;
        keep(lostSamples, id);
      }
    }

    private static void keep(List<String> samples, String id) {
      if (samples.size() < SAMPLES_AT_MOST) {
        samples.add(id);
      }
    }

    PolicyPreview preview(SqlCondition pushed) {
      return new PolicyPreview(
          matching,
          gained,
          lost,
          gainedSamples,
          lostSamples,
          pushed.sql(),
          pushed.parameters(),
          pushed.exact());
    }
  }
}
