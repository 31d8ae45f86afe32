package dev.fencepost.engine.job;

import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.jdbc.SqlArray;
import dev.fencepost.sql.transaction.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The data sources that scans may name. */
public final class DataSources {

  private static final String SELECT =
      """
      SELECT name, kind, node_group, owner, region, scan_epoch, created_at,
             ARRAY(SELECT key FROM jsonb_each_text(configuration) ORDER BY key) AS keys,
             ARRAY(SELECT value FROM jsonb_each_text(configuration) ORDER BY key) AS values
      FROM datasources
      """;

  private final Database database;

  public DataSources(Database database) {
    this.database = database;
  }

  /**
   * Adds a data source; adding the same one again changes nothing. One of that name that was purged
   * begins anew, with its counter going on.
   *
   * @throws RefusedException if a name is not valid, or the name stands for something else already
   */
  public DataSource add(
      String name, String kind, String nodeGroup, Map<String, String> configuration) {
    Names.checked("data source", name);
    Names.checked("kind of data source", kind);
    Names.checked("node group", nodeGroup);
    Map<String, String> sorted = new TreeMap<>(configuration);
    DataSource stored =
        database.transact(
            "add a data source",
            tx -> {
              Jdbc.update(
                  tx,
                  """
                  INSERT INTO datasources (name, kind, node_group, configuration)
                  VALUES (?, ?, ?, jsonb_object(?, ?))
                  ON CONFLICT (name) DO UPDATE
                  SET kind = EXCLUDED.kind, node_group = EXCLUDED.node_group,
                    configuration = EXCLUDED.configuration, purged_at = NULL
                  WHERE datasources.purged_at IS NOT NULL
                  """,
                  name,
                  kind,
                  nodeGroup,
                  SqlArray.texts(sorted.keySet()),
                  SqlArray.texts(sorted.values()));
              return find(tx, name).orElseThrow();
            });
    boolean same =
        stored.kind().equals(kind)
            && stored.nodeGroup().equals(nodeGroup)
            && stored.configuration().equals(configuration);
    if (!same) {
      throw new RefusedException(
          "A data source \"" + name + "\" exists already, with another configuration.");
    }
    return stored;
  }

  /**
   * Says who answers for a data source and where it is; its findings learn of it by the next scan.
   *
   * @throws NotFoundException if there is none of that name
   */
  public void describe(String name, String owner, String region) {
    int described =
        database.transact(
            "describe a data source",
            tx ->
                Jdbc.update(
                    tx,
                    """
                    UPDATE datasources SET owner = ?, region = ?
                    WHERE name = ? AND purged_at IS NULL
                    """,
                    owner,
                    region,
                    name));
    if (described == 0) {
      throw new NotFoundException("There is no data source \"" + name + "\".");
    }
  }

  /** All of them, by name. */
  public List<DataSource> list() {
    return database.transact("list the data sources", DataSources::list);
  }

  static List<DataSource> list(Connection tx) throws SQLException {
    return Jdbc.list(tx, SELECT + "WHERE purged_at IS NULL ORDER BY name", DataSources::dataSource);
  }

  /**
   * One of them.
   *
   * @throws NotFoundException if there is none of that name
   */
  public DataSource get(String name) {
    return database
        .transact("read a data source", tx -> find(tx, name))
        .orElseThrow(() -> new NotFoundException("There is no data source \"" + name + "\"."));
  }

  private static Optional<DataSource> find(Connection tx, String name) throws SQLException {
    return Jdbc.first(
        tx, SELECT + "WHERE name = ? AND purged_at IS NULL", DataSources::dataSource, name);
  }

  private static DataSource dataSource(ResultSet row) throws SQLException {
    return new DataSource(
        row.getString("name"),
        row.getString("kind"),
        row.getString("node_group"),
        row.getString("owner"),
        row.getString("region"),
        Rows.map(row, "keys", "values"),
        row.getLong("scan_epoch"),
        Rows.instant(row, "created_at"));
  }
}
