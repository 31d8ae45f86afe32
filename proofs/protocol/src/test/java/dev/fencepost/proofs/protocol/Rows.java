package dev.fencepost.proofs.protocol;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Changed copies of immutable rows. */
final class Rows {

  private Rows() {}

  static <T> List<T> with(List<T> rows, int at, T row) {
    List<T> copy = new ArrayList<>(rows);
    copy.set(at, row);
    return List.copyOf(copy);
  }

  static <T> List<T> and(List<T> rows, T row) {
    List<T> copy = new ArrayList<>(rows);
    copy.add(row);
    return List.copyOf(copy);
  }

  static <K, V> Map<K, V> with(Map<K, V> rows, Map<K, V> changed) {
    if (changed.isEmpty()) {
      return rows;
    }
    Map<K, V> copy = new HashMap<>(rows);
    copy.putAll(changed);
    return Map.copyOf(copy);
  }
}
