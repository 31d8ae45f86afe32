package dev.fencepost.cli.output;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows and what to show of each. */
public record Listing<T>(List<T> rows, List<Column<T>> columns) {

  /** A name in snake_case and the value under it. */
  public record Column<T>(String name, Function<T, @Nullable Object> value) {}

  public Listing {
    rows = List.copyOf(rows);
    columns = List.copyOf(columns);
  }

  public static <T> Listing<T> of(List<T> rows) {
    return new Listing<>(rows, List.of());
  }

  /** The same rows with one more column at the end. */
  public Listing<T> with(String name, Function<T, @Nullable Object> value) {
    List<Column<T>> more = new ArrayList<>(columns);
    more.add(new Column<>(name, value));
    return new Listing<>(rows, more);
  }

  /** Each row as a map of names to values, for formats that nest. */
  public List<Map<String, @Nullable Object>> asMaps() {
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    for (T row : rows) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      columns.forEach(column -> map.put(column.name(), column.value().apply(row)));
      all.add(map);
    }
    return all;
  }
}
