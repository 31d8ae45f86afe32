package dev.fencepost.engine.verify;

import dev.fencepost.engine.finding.FindingRow;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.jdbc.SqlArray;
import dev.fencepost.sql.transaction.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Proves that the open results are what the landed findings and the policies say.
 *
 * @param thorough whether CEL's own runtime judges every finding by every policy, however many
 *     there are
 */
public record Verify(Database database, Watcher watcher, boolean thorough) {

  private static final String FINDINGS =
      "SELECT " + FindingRow.COLUMNS + " FROM findings f ORDER BY f.finding_id";

  private static final String ESTIMATE =
      "SELECT reltuples::bigint AS about FROM pg_class WHERE oid = 'findings'::regclass";

  private static final int TOLD_EVERY = 5_000;

  /** Is told how far a verification is. */
  @FunctionalInterface
  public interface Watcher {
    /**
     * @param about how many findings there are, as the database estimates; 0 when it does not know
     */
    void at(long findings, long about);
  }

  /** A thorough one. */
  public Verify(Database database, Watcher watcher) {
    this(database, watcher, true);
  }

  /** The same with nobody watching. */
  public Verify(Database database) {
    this(database, (findings, about) -> {});
  }

  /**
   * The same, but of many policies CEL judges what matches, what has results, and samples of the
   * rest, which the index that landings use rules out.
   */
  public Verify sampling() {
    return new Verify(database, watcher, false);
  }

  /** Verifies every policy, in order of their names. */
  public List<PolicyCheck> all() {
    return of(List.of());
  }

  /**
   * Verifies the policies of these names; every policy when there are none.
   *
   * @return one check for each, in order of their names; a name that is unknown is missing
   */
  public List<PolicyCheck> of(List<String> names) {
    return database.transact("verify policies", tx -> verify(tx, List.copyOf(names)));
  }

  private List<PolicyCheck> verify(Connection snapshot, List<String> names) throws SQLException {
    SnapshotCursor.begin(snapshot);
    List<VersionUnderCheck> versions = VersionUnderCheck.read(snapshot, names);
    Map<Coverage, List<VersionUnderCheck>> byCoverage =
        versions.stream()
            .collect(
                Collectors.groupingBy(
                    VersionUnderCheck::coverage, LinkedHashMap::new, Collectors.toList()));
    List<JudgedTogether> groups = new ArrayList<>();
    byCoverage.forEach(
        (coverage, members) -> groups.add(new JudgedTogether(coverage, members, thorough)));
    List<JudgedTogether> judged = groups.stream().filter(group -> !group.isSkipped()).toList();
    if (!judged.isEmpty()) {
      compare(snapshot, judged);
    }
    return groups.stream()
        .flatMap(group -> group.results().stream())
        .sorted(Comparator.comparing(PolicyCheck::policy))
        .toList();
  }

  private void compare(Connection snapshot, List<JudgedTogether> groups) throws SQLException {
    long estimated = Jdbc.one(snapshot, ESTIMATE, row -> row.getLong("about"));
    long about = Math.max(0, estimated);
    long seen = 0;
    SqlArray policies =
        SqlArray.bigints(groups.stream().flatMap(group -> group.policyIds().stream()).toList());
    try (SnapshotCursor<FindingRow> findings =
            new SnapshotCursor<>(snapshot, FINDINGS, FindingRow::of, List.of());
        SnapshotCursor<OpenResult> results =
            new SnapshotCursor<>(snapshot, OpenResult.SELECT, OpenResult::of, List.of(policies))) {
      for (Optional<String> next = SnapshotCursor.smallerId(findings, results);
          next.isPresent();
          next = SnapshotCursor.smallerId(findings, results)) {
        String id = next.get();
        if (seen++ % TOLD_EVERY == 0) {
          watcher.at(seen, Math.max(seen, about));
        }
        @Nullable FindingRow row = findings.isAt(id) ? findings.take() : null;
        Map<Long, OpenResult> open = openOf(id, results);
        for (JudgedTogether group : groups) {
          group.compare(id, row, open);
        }
      }
    }
  }

  private static Map<Long, OpenResult> openOf(String id, SnapshotCursor<OpenResult> results)
      throws SQLException {
    Map<Long, OpenResult> open = new HashMap<>();
    while (results.isAt(id)) {
      OpenResult result = results.take();
      open.put(result.policyId(), result);
    }
    return open;
  }
}
