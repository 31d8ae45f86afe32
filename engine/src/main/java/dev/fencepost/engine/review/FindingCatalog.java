package dev.fencepost.engine.review;

import dev.fencepost.engine.finding.FindingRow;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.transaction.Database;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Findings as they stand now, and the records that could not become one. */
public final class FindingCatalog {

  private final Database database;

  public FindingCatalog(Database database) {
    this.database = database;
  }

  /** Findings by their id, at most so many. */
  public List<FindingRow> list(FindingFilter filter, int most) {
    return database.transact(
        "list the findings",
        tx ->
            Jdbc.list(
                tx,
                "SELECT "
                    + FindingRow.COLUMNS
                    + """
                    FROM findings f
                    WHERE NOT f.deleted
                      AND (?::text IS NULL OR f.info_type = ?)
                      AND (?::text IS NULL OR f.datasource = ?)
                      AND (?::text IS NULL OR starts_with(f.object_path, ?))
                    ORDER BY f.finding_id LIMIT ?
                    """,
                FindingRow::of,
                filter.infoType(),
                filter.infoType(),
                filter.datasource(),
                filter.datasource(),
                filter.pathPrefix(),
                filter.pathPrefix(),
                most));
  }

  /** One finding, also when it is gone from its source. */
  public Optional<FindingRow> find(String findingId) {
    return database.transact(
        "read a finding",
        tx ->
            Jdbc.first(
                tx,
                "SELECT " + FindingRow.COLUMNS + " FROM findings f WHERE f.finding_id = ?",
                FindingRow::of,
                findingId));
  }

  /** How many findings there are of each type. */
  public Map<String, Long> countByType() {
    Map<String, Long> counts = new TreeMap<>();
    database
        .transact(
            "count the findings",
            tx ->
                Jdbc.list(
                    tx,
                    "SELECT info_type, count(*) FROM findings WHERE NOT deleted GROUP BY info_type",
                    row -> Map.entry(row.getString(1), row.getLong(2))))
        .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
    return counts;
  }

  /** How many records could not be read or stored. */
  public long deadLetters() {
    return database.transact(
        "count the dead letters",
        tx -> Jdbc.one(tx, "SELECT count(*) FROM dead_letters", row -> row.getLong(1)));
  }
}
