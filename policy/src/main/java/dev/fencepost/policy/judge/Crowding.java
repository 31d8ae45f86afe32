package dev.fencepost.policy.judge;

import dev.fencepost.policy.condition.TextTerm;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many conditions need each value of each term. A condition is best found by the values that
 * few others share: a thousand policies on one data source are told apart by something else.
 */
final class Crowding {

  private final Map<TextTerm, Map<String, Integer>> counts = new HashMap<>();

  private Crowding() {}

  static Crowding of(List<Map<TextTerm, Set<String>>> requirements) {
    Crowding crowding = new Crowding();
    for (Map<TextTerm, Set<String>> needed : requirements) {
      needed.forEach(crowding::add);
    }
    return crowding;
  }

  private void add(TextTerm term, Set<String> values) {
    Map<String, Integer> byValue = counts.computeIfAbsent(term, t -> new HashMap<>());
    values.forEach(value -> byValue.merge(value, 1, Integer::sum));
  }

  /**
   * The best term to find a condition by; terms must not be empty. A field is preferred to a label,
   * since a finding without the label makes every condition on it a candidate.
   */
  TextTerm leastCrowded(Map<TextTerm, Set<String>> needed) {
    Comparator<TextTerm> order =
        Comparator.<TextTerm, Boolean>comparing(term -> term instanceof TextTerm.Label)
            .thenComparing(term -> crowd(term, needed.getOrDefault(term, Set.of())))
            .thenComparing(TextTerm::toString);
    return needed.keySet().stream().min(order).orElseThrow();
  }

  private long crowd(TextTerm term, Set<String> values) {
    Map<String, Integer> byValue = counts.getOrDefault(term, Map.of());
    return values.stream().mapToLong(value -> byValue.getOrDefault(value, 0)).sum();
  }
}
