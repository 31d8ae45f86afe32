package dev.fencepost.policy.pushdown;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** SQL for a set of findings, or for a larger set when it is not exact. Never NULL. */
record SqlPart(String sql, List<Object> parameters, boolean exact) {

  static final SqlPart EVERYTHING = new SqlPart("TRUE", List.of(), true);
  static final SqlPart NOTHING = new SqlPart("FALSE", List.of(), true);

  /** Nothing is known in SQL about the set, so everything may be in it. */
  static final SqlPart UNKNOWN = new SqlPart("TRUE", List.of(), false);

  static SqlPart exact(String sql, Object... parameters) {
    return new SqlPart(sql, List.of(parameters), true);
  }

  static SqlPart exact(String sql, List<Object> parameters) {
    return new SqlPart(sql, List.copyOf(parameters), true);
  }

  static SqlPart constant(boolean value) {
    return value ? EVERYTHING : NOTHING;
  }

  SqlPart asSuperset() {
    return new SqlPart(sql, parameters, false);
  }

  /** The findings that are in every set. An inexact part that says nothing is left out. */
  static SqlPart all(List<SqlPart> parts) {
    if (parts.contains(NOTHING)) {
      return NOTHING;
    }
    boolean exact = parts.stream().allMatch(SqlPart::exact);
    List<SqlPart> telling = parts.stream().filter(part -> !part.isEverything()).toList();
    return joined(telling, " AND ", exact ? EVERYTHING : UNKNOWN, exact);
  }

  /** The findings that are in any of the sets. */
  static SqlPart any(List<SqlPart> parts) {
    if (parts.contains(EVERYTHING)) {
      return EVERYTHING;
    }
    if (parts.contains(UNKNOWN)) {
      return UNKNOWN;
    }
    boolean exact = parts.stream().allMatch(SqlPart::exact);
    List<SqlPart> telling = parts.stream().filter(part -> !part.equals(NOTHING)).toList();
    return joined(telling, " OR ", NOTHING, exact);
  }

  private boolean isEverything() {
    return sql.equals(EVERYTHING.sql);
  }

  private static SqlPart joined(List<SqlPart> parts, String operator, SqlPart none, boolean exact) {
    if (parts.isEmpty()) {
      return none;
    }
    String sql = parts.stream().map(SqlPart::sql).collect(Collectors.joining(operator));
    List<Object> parameters = new ArrayList<>();
    parts.forEach(part -> parameters.addAll(part.parameters()));
    return new SqlPart(parts.size() == 1 ? sql : "(" + sql + ")", List.copyOf(parameters), exact);
  }
}
