package dev.fencepost.engine.landing;

import dev.fencepost.core.landing.BatchPlan;
import dev.fencepost.core.landing.BatchPlan.Landing;
import dev.fencepost.core.landing.BatchPlan.ObjectLanding;
import dev.fencepost.core.landing.BatchPlan.Place;
import dev.fencepost.sql.transaction.Remedy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds the rows that the database refuses by trying halves under savepoints. Every record is
 * tried, also those that a newer one of the batch hides: when the newer is refused the older one
 * must land.
 *
 * @param <T> what is stored as a row
 */
final class RefusedRows<T> {

  private final Connection tx;
  private final Storage<T> storage;
  private final Set<Place> refused = new HashSet<>();

  private RefusedRows(Connection tx, Storage<T> storage) {
    this.tx = tx;
    this.storage = storage;
  }

  /** How rows of one sort are stored. */
  private record Storage<T>(
      Function<T, Object> key, Function<T, Place> place, Storing<T> storing) {}

  @FunctionalInterface
  private interface Storing<T> {
    void store(List<T> rows) throws SQLException;
  }

  /** Where the records of a batch are that can not be stored. */
  static Set<Place> find(Connection tx, BatchPlan plan, FindingStore findings, ObjectStore objects)
      throws SQLException {
    Storage<Landing> ofFindings =
        new Storage<>(
            landing -> landing.record().finding().id(),
            landing -> new Place(landing.partition(), landing.record().offset()),
            rows -> findings.upsert(tx, rows));
    Storage<ObjectLanding> ofObjects =
        new Storage<>(
            ObjectStore.Key::of,
            landing -> new Place(landing.partition(), landing.record().offset()),
            rows -> objects.upsert(tx, rows));
    Set<Place> refused = new HashSet<>();
    refused.addAll(new RefusedRows<>(tx, ofFindings).find(plan.landings()));
    refused.addAll(new RefusedRows<>(tx, ofObjects).find(plan.objects()));
    return refused;
  }

  private Set<Place> find(List<T> rows) throws SQLException {
    if (rows.isEmpty() || areStorable(rows)) {
      return refused;
    }
    if (rows.size() == 1) {
      refused.add(storage.place.apply(rows.get(0)));
      return refused;
    }
    int half = rows.size() / 2;
    find(rows.subList(0, half));
    find(rows.subList(half, rows.size()));
    return refused;
  }

  /**
   * Only classes 22 and 23 mean that a row is bad; anything else is a failure of the whole landing.
   */
  private boolean areStorable(List<T> rows) throws SQLException {
    Savepoint before = tx.setSavepoint();
    try {
      // Several versions of a row can not be upserted by one statement, so each has its turn.
      for (List<T> distinct : distinctKeys(rows)) {
        storage.storing.store(distinct);
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

  private List<List<T>> distinctKeys(List<T> rows) {
    Set<Object> seen = new HashSet<>();
    boolean repeated = !rows.stream().allMatch(row -> seen.add(storage.key.apply(row)));
    return repeated ? rows.stream().map(List::of).toList() : List.of(rows);
  }
}
