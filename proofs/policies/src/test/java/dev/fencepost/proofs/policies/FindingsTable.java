package dev.fencepost.proofs.policies;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.policy.condition.FindingField;
import dev.fencepost.policy.pushdown.SqlCondition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A temporary table with the judged columns of {@code findings}, numbered, and no others. They have
 * a collation for people, so that what is pushed down has to name the right one.
 */
final class FindingsTable {

  /** A statement has room for 1,664 columns and 65,535 parameters. */
  private static final int COLUMNS_AT_MOST = 200;

  private static final int PARAMETERS_AT_MOST = 20_000;

  private final Connection connection;

  FindingsTable(Connection connection, List<Finding> findings) throws SQLException {
    this.connection = connection;
    try (Statement sql = connection.createStatement()) {
      sql.execute("DROP TABLE IF EXISTS findings");
      sql.execute(
          Stream.of(FindingField.values())
              .map(field -> field.column() + " " + type(field) + " NOT NULL")
              .collect(
                  Collectors.joining(
                      ", ",
                      "CREATE TEMP TABLE findings (position int NOT NULL, ",
                      ", PRIMARY KEY (finding_id))")));
    }
    insert(findings);
  }

  private static String type(FindingField field) {
    return switch (field.kind()) {
      case TEXT -> "text COLLATE \"en-x-icu\"";
      case INTEGER -> "bigint";
      case DOUBLE -> "double precision";
      case TIME -> "timestamptz";
      case LABELS -> "jsonb";
    };
  }

  private void insert(List<Finding> findings) throws SQLException {
    String places =
        Stream.of(FindingField.values())
            .map(
                field ->
                    field.kind() == FindingField.Kind.LABELS
                        ? "coalesce(jsonb_object(?::text[], ?::text[]), '{}')"
                        : "?")
            .collect(Collectors.joining(", "));
    try (PreparedStatement sql =
        connection.prepareStatement("INSERT INTO findings VALUES (?, " + places + ")")) {
      for (int i = 0; i < findings.size(); i++) {
        int place = 1;
        sql.setObject(place++, i);
        for (FindingField field : FindingField.values()) {
          for (Object value : values(field, findings.get(i))) {
            sql.setObject(place++, value);
          }
        }
        sql.addBatch();
      }
      sql.executeBatch();
    }
  }

  /** The keys and the values of labels are two arrays. */
  private List<Object> values(FindingField field, Finding finding) throws SQLException {
    return switch (field.kind()) {
      case TEXT, INTEGER, DOUBLE -> List.of(field.of(finding));
      case TIME -> List.of(field.timeOf(finding).atOffset(ZoneOffset.UTC));
      case LABELS -> {
        Map<String, String> labels = field.labelsOf(finding);
        List<String> keys = List.copyOf(labels.keySet());
        yield List.of(
            connection.createArrayOf("text", keys.toArray()),
            connection.createArrayOf("text", keys.stream().map(labels::get).toArray()));
      }
    };
  }

  /** For each condition the positions of the findings that it selects; many at a time. */
  List<BitSet> select(List<SqlCondition> conditions) throws SQLException {
    List<BitSet> selected = new ArrayList<>();
    List<SqlCondition> batch = new ArrayList<>();
    int parameters = 0;
    for (SqlCondition condition : conditions) {
      parameters += condition.parameters().size();
      if (batch.size() == COLUMNS_AT_MOST || parameters > PARAMETERS_AT_MOST) {
        selected.addAll(selectAtOnce(batch));
        batch.clear();
        parameters = condition.parameters().size();
      }
      batch.add(condition);
    }
    selected.addAll(selectAtOnce(batch));
    return selected;
  }

  private List<BitSet> selectAtOnce(List<SqlCondition> conditions) throws SQLException {
    String columns =
        conditions.stream().map(SqlCondition::sql).collect(Collectors.joining(", ", ", ", ""));
    try (PreparedStatement sql =
            prepared("SELECT f.position" + columns + " FROM findings f", conditions);
        ResultSet rows = sql.executeQuery()) {
      List<BitSet> selected = conditions.stream().map(condition -> new BitSet()).toList();
      while (rows.next()) {
        for (int i = 0; i < conditions.size(); i++) {
          selected.get(i).set(rows.getInt(1), truth(rows, i + 2, conditions.get(i)));
        }
      }
      return selected;
    }
  }

  /** A row for which the condition is NULL is a failure. */
  private static boolean truth(ResultSet rows, int column, SqlCondition condition)
      throws SQLException {
    boolean truth = rows.getBoolean(column);
    if (rows.wasNull()) {
      throw new AssertionError("NULL for " + condition);
    }
    return truth;
  }

  /** The positions of the findings that the condition lets through as a filter. */
  BitSet filter(SqlCondition condition) throws SQLException {
    try (PreparedStatement sql =
            prepared(
                "SELECT f.position FROM findings f WHERE " + condition.sql(), List.of(condition));
        ResultSet rows = sql.executeQuery()) {
      BitSet selected = new BitSet();
      while (rows.next()) {
        selected.set(rows.getInt(1));
      }
      return selected;
    }
  }

  private PreparedStatement prepared(String text, List<SqlCondition> conditions)
      throws SQLException {
    PreparedStatement sql = connection.prepareStatement(text);
    int place = 1;
    for (SqlCondition condition : conditions) {
      for (Object parameter : condition.parameters()) {
        sql.setObject(place++, parameter);
      }
    }
    return sql;
  }
}
