package dev.fencepost.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Columns as wide as they need to be, numbers to the right. */
public final class TextTable {

  private static final String GAP = "  ";

  private TextTable() {}

  public static <T> String of(Listing<T> listing) {
    List<String> names = listing.columns().stream().map(Listing.Column::name).toList();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (T row : listing.rows()) {
      List<@Nullable Object> cells = new ArrayList<>();
      listing.columns().forEach(column -> cells.add(column.value().apply(row)));
      rows.add(cells);
    }
    return text(names, rows);
  }

  /** One name and value per line. */
  static String ofOne(Map<String, @Nullable Object> thing) {
    int width = thing.keySet().stream().mapToInt(String::length).max().orElse(0);
    return thing.entrySet().stream()
        .map(entry -> pad(entry.getKey(), width, false) + GAP + cell(entry.getValue()))
        .map(String::stripTrailing)
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private static String text(List<String> names, List<List<@Nullable Object>> rows) {
    int[] widths = new int[names.size()];
    boolean[] numeric = new boolean[names.size()];
    for (int i = 0; i < names.size(); i++) {
      int column = i;
      widths[i] =
          Math.max(
              names.get(i).length(),
              rows.stream().mapToInt(row -> width(cell(row.get(column)))).max().orElse(0));
      numeric[i] =
          !rows.isEmpty()
              && rows.stream()
                  .allMatch(row -> row.get(column) == null || row.get(column) instanceof Number);
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        line(names.stream().map(name -> name.toUpperCase(Locale.ROOT)).toList(), widths, numeric));
    for (List<@Nullable Object> row : rows) {
      lines.add(line(row.stream().map(TextTable::cell).toList(), widths, numeric));
    }
    return String.join(System.lineSeparator(), lines);
  }

  private static String line(List<String> cells, int[] widths, boolean[] numeric) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      line.append(i == 0 ? "" : GAP).append(pad(cells.get(i), widths[i], numeric[i]));
    }
    return line.toString().stripTrailing();
  }

  private static String pad(String text, int width, boolean right) {
    String spaces = " ".repeat(Math.max(0, width - width(text)));
    return right ? spaces + text : text + spaces;
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Line breaks and other control characters would break the table, or the terminal. */
  private static String cell(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    return value
        .toString()
        .codePoints()
        .map(c -> Character.isISOControl(c) ? ' ' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
