package dev.fencepost.engine.preview;

import dev.fencepost.engine.finding.FindingRow;
import dev.fencepost.engine.verify.SnapshotCursor;
import dev.fencepost.policy.judge.ArmedPolicy;
import dev.fencepost.policy.judge.PolicySet;
import dev.fencepost.policy.pushdown.SqlCondition;
import dev.fencepost.sql.jdbc.SqlArray;
import dev.fencepost.sql.transaction.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Judges drafts against the findings that are there, in one snapshot and without writing. */
public record PolicyPreviews(Database database) {

  /**
   * The database looks for each of so few by itself, and finds what it has an index for; more share
   * one look at all findings.
   */
  static final int WORTH_ASKING = 25;

  private static final String CANDIDATES =
      "SELECT "
          + FindingRow.COLUMNS
          + " FROM findings f WHERE NOT f.deleted AND (%s) ORDER BY f.finding_id";

  private static final String OPEN =
      """
      SELECT r.finding_id, p.name FROM policy_results r
      JOIN policies p ON p.policy_id = r.policy_id
      WHERE p.name = ANY (?) AND r.open
      ORDER BY r.finding_id
      """;

  /** What the drafts would change, in their order. */
  public List<PolicyPreview> of(List<PreviewDraft> drafts) {
    return drafts.isEmpty()
        ? List.of()
        : database.transact("preview policies", tx -> previews(tx, drafts));
  }

  private static List<PolicyPreview> previews(Connection snapshot, List<PreviewDraft> drafts)
      throws SQLException {
    SnapshotCursor.begin(snapshot);
    List<PreviewTally> tallies = drafts.stream().map(PreviewTally::new).toList();
    if (drafts.size() > WORTH_ASKING) {
      lookAtAll(snapshot, drafts, tallies);
    } else {
      for (int i = 0; i < drafts.size(); i++) {
        ask(snapshot, drafts.get(i), tallies.get(i));
      }
    }
    return tallies.stream().map(PreviewTally::preview).toList();
  }

  /** CEL judges what the database found for one draft. */
  private static void ask(Connection snapshot, PreviewDraft draft, PreviewTally tally)
      throws SQLException {
    SqlCondition pushed = draft.pushed();
    try (SnapshotCursor<FindingRow> candidates =
            new SnapshotCursor<>(
                snapshot, CANDIDATES.formatted(pushed.sql()), FindingRow::of, pushed.parameters());
        SnapshotCursor<String> open = open(snapshot, List.of(draft))) {
      for (Optional<String> next = SnapshotCursor.smallerId(candidates, open);
          next.isPresent();
          next = SnapshotCursor.smallerId(candidates, open)) {
        String id = next.get();
        boolean matches =
            candidates.isAt(id) && draft.condition().judge(candidates.take().finding()).matches();
        tally.add(id, matches, !namesAt(id, open).isEmpty());
      }
    }
  }

  /** The index of landings judges every finding for all drafts at once. */
  private static void lookAtAll(
      Connection snapshot, List<PreviewDraft> drafts, List<PreviewTally> tallies)
      throws SQLException {
    List<ArmedPolicy> armed = new ArrayList<>();
    Map<String, PreviewTally> byName = new HashMap<>();
    for (PreviewDraft draft : drafts) {
      byName.put(draft.name(), tallies.get(armed.size()));
      armed.add(new ArmedPolicy(armed.size(), 1, draft.condition().source()));
    }
    PolicySet policies = PolicySet.of(armed);
    try (SnapshotCursor<FindingRow> findings =
            new SnapshotCursor<>(
                snapshot, CANDIDATES.formatted("true"), FindingRow::of, List.of());
        SnapshotCursor<String> open = open(snapshot, drafts)) {
      for (Optional<String> next = SnapshotCursor.smallerId(findings, open);
          next.isPresent();
          next = SnapshotCursor.smallerId(findings, open)) {
        String id = next.get();
        Set<String> isOpen = new HashSet<>(namesAt(id, open));
        if (findings.isAt(id)) {
          for (ArmedPolicy policy : policies.judge(findings.take().finding()).matching()) {
            int place = (int) policy.policyId();
            tallies.get(place).add(id, true, isOpen.remove(drafts.get(place).name()));
          }
        }
        for (String name : isOpen) {
          Objects.requireNonNull(byName.get(name)).add(id, false, true);
        }
      }
    }
  }

  private static SnapshotCursor<String> open(Connection snapshot, List<PreviewDraft> drafts)
      throws SQLException {
    SqlArray names = SqlArray.texts(drafts.stream().map(PreviewDraft::name).toList());
    return new SnapshotCursor<>(snapshot, OPEN, PolicyPreviews::name, List.of(names));
  }

  private static String name(ResultSet row) throws SQLException {
    return row.getString("name");
  }

  private static List<String> namesAt(String id, SnapshotCursor<String> open) throws SQLException {
    List<String> names = new ArrayList<>();
    while (open.isAt(id)) {
      names.add(open.take());
    }
    return names;
  }
}
