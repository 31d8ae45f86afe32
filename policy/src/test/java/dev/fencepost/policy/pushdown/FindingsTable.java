package dev.fencepost.policy.pushdown;

import dev.fencepost.core.finding.Finding;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A temporary table with the judged columns of {@code findings}, and no others. */
final class FindingsTable {

  private final Connection connection;

  FindingsTable(Connection connection, List<Finding> findings) throws SQLException {
    this.connection = connection;
    try (Statement sql = connection.createStatement()) {
      sql.execute(
          """
          CREATE TEMP TABLE findings (
            finding_id    text COLLATE "C" PRIMARY KEY,
            info_type     text NOT NULL,
            confidence    double precision NOT NULL,
            match_count   bigint NOT NULL,
            datasource    text NOT NULL,
            node_group    text NOT NULL,
            object_path   text NOT NULL,
            field         text NOT NULL,
            labels        jsonb NOT NULL,
            discovered_at timestamptz NOT NULL)
          """);
    }
    insert(findings);
  }

  private void insert(List<Finding> findings) throws SQLException {
    try (PreparedStatement sql =
        connection.prepareStatement(
            """
            INSERT INTO findings VALUES
              (?, ?, ?, ?, ?, ?, ?, ?, coalesce(jsonb_object(?::text[], ?::text[]), '{}'), ?)
            """)) {
      for (Finding finding : findings) {
        List<String> keys = List.copyOf(finding.labels().keySet());
        sql.setString(1, finding.id());
        sql.setString(2, finding.infoType());
        sql.setDouble(3, finding.confidence());
        sql.setLong(4, finding.matchCount());
        sql.setString(5, finding.datasource());
        sql.setString(6, finding.nodeGroup());
        sql.setString(7, finding.objectPath());
        sql.setString(8, finding.field());
        sql.setArray(9, connection.createArrayOf("text", keys.toArray()));
        sql.setArray(
            10,
            connection.createArrayOf("text", keys.stream().map(finding.labels()::get).toArray()));
        sql.setObject(11, finding.discoveredAt().atOffset(ZoneOffset.UTC));
        sql.addBatch();
      }
      sql.executeBatch();
    }
  }

  /**
   * The ids of the findings that the condition selects; a row for which it is NULL is a failure.
   */
  Set<String> select(SqlCondition condition) throws SQLException {
    Set<String> ids = new TreeSet<>();
    try (PreparedStatement sql =
        connection.prepareStatement(
            "SELECT f.finding_id, " + condition.sql() + " FROM findings f")) {
      for (int i = 0; i < condition.parameters().size(); i++) {
        sql.setObject(i + 1, condition.parameters().get(i));
      }
      try (ResultSet rows = sql.executeQuery()) {
        while (rows.next()) {
          boolean selected = rows.getBoolean(2);
          if (rows.wasNull()) {
            throw new AssertionError("NULL for " + condition);
          }
          if (selected) {
            ids.add(rows.getString(1));
          }
        }
      }
    }
    return ids;
  }
}
