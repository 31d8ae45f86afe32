package dev.fencepost.engine.landing;

import dev.fencepost.core.landing.BatchPlan.Landing;
import dev.fencepost.core.landing.BatchPlan.Place;
import dev.fencepost.sql.transaction.Remedy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the rows that the database refuses by trying halves under savepoints. Every record is
 * tried, also those that a newer one of the batch hides: when the newer is refused the older one
 * must land.
 */
final class RefusedRows {

  private final Connection tx;
  private final FindingStore findings;
  private final Set<Place> refused = new HashSet<>();

  RefusedRows(Connection tx, FindingStore findings) {
    this.tx = tx;
    this.findings = findings;
  }

  Set<Place> find(List<Landing> landings) throws SQLException {
    if (landings.isEmpty() || areStorable(landings)) {
      return refused;
    }
    if (landings.size() == 1) {
      Landing only = landings.get(0);
      refused.add(new Place(only.partition(), only.record().offset()));
      return refused;
    }
    int half = landings.size() / 2;
    find(landings.subList(0, half));
    find(landings.subList(half, landings.size()));
    return refused;
  }

  /**
   * Only classes 22 and 23 mean that a row is bad; anything else is a failure of the whole landing.
   */
  private boolean areStorable(List<Landing> landings) throws SQLException {
    Savepoint before = tx.setSavepoint();
    try {
      // Several versions of a finding can not be upserted by one statement, so each has its turn.
      for (List<Landing> distinct : distinctIds(landings)) {
        findings.upsert(tx, distinct);
      }
      return true;
    } catch (SQLException e) {
      if (Remedy.of(e) != Remedy.QUARANTINE) {
        throw e;
      }
      return false;
    } finally {
      tx.rollback(before);
    }
  }

  private static List<List<Landing>> distinctIds(List<Landing> landings) {
    Set<String> seen = new HashSet<>();
    boolean repeated = !landings.stream().allMatch(l -> seen.add(l.record().finding().id()));
    return repeated ? landings.stream().map(List::of).toList() : List.of(landings);
  }
}
