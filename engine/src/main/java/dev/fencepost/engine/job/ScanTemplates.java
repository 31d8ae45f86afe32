package dev.fencepost.engine.job;

import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.jdbc.SqlArray;
import dev.fencepost.sql.transaction.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Scans that are started by name. */
public final class ScanTemplates {

  private static final String SELECT =
      """
      SELECT name, created_at,
             ARRAY(SELECT jsonb_array_elements_text(specification -> 'datasources')) AS datasources,
             coalesce(
                 specification -> 'detect',
                 jsonb_build_object(
                     'phone_regions', coalesce(specification -> 'phone_regions', '[]'))) AS detect
      FROM scan_templates
      """;

  private final Database database;

  public ScanTemplates(Database database) {
    this.database = database;
  }

  /**
   * Adds a template; adding the same one again changes nothing. Its data sources need not exist
   * until a scan is started.
   *
   * @throws RefusedException if a name is not valid, it names no data source, or the name stands
   *     for another specification already
   */
  public ScanTemplate add(String name, ScanSpecification specification) {
    Names.checked("scan template", name);
    if (specification.datasources().isEmpty()) {
      throw new RefusedException("The scan template \"" + name + "\" names no data source.");
    }
    specification.datasources().forEach(source -> Names.checked("data source", source));
    ScanTemplate stored =
        database.transact(
            "add a scan template",
            tx -> {
              Jdbc.update(
                  tx,
                  """
                  INSERT INTO scan_templates (name, specification)
                  VALUES (?, jsonb_build_object(
                      'datasources', to_jsonb(?::text[]), 'detect', ?::jsonb))
                  ON CONFLICT (name) DO NOTHING
                  """,
                  name,
                  SqlArray.texts(specification.datasources()),
                  DetectionJson.write(specification.detection()));
              return find(tx, name).orElseThrow();
            });
    if (!stored.specification().equals(specification)) {
      throw new RefusedException(
          "A scan template \"" + name + "\" exists already, with another specification.");
    }
    return stored;
  }

  /** All of them, by name. */
  public List<ScanTemplate> list() {
    return database.transact(
        "list the scan templates",
        tx -> Jdbc.list(tx, SELECT + "ORDER BY name", ScanTemplates::template));
  }

  /**
   * One of them.
   *
   * @throws NotFoundException if there is none of that name
   */
  public ScanTemplate get(String name) {
    return database
        .transact("read a scan template", tx -> find(tx, name))
        .orElseThrow(() -> new NotFoundException("There is no scan template \"" + name + "\"."));
  }

  private static Optional<ScanTemplate> find(Connection tx, String name) throws SQLException {
    return Jdbc.first(tx, SELECT + "WHERE name = ?", ScanTemplates::template, name);
  }

  private static ScanTemplate template(ResultSet row) throws SQLException {
    return new ScanTemplate(
        row.getString("name"),
        new ScanSpecification(
            Rows.texts(row, "datasources"), DetectionJson.read(row.getString("detect"))),
        Rows.instant(row, "created_at"));
  }
}
