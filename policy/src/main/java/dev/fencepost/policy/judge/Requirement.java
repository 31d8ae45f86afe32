package dev.fencepost.policy.judge;

import dev.fencepost.policy.condition.Clause;
import dev.fencepost.policy.condition.Comparison;
import dev.fencepost.policy.condition.TextTerm;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The values that a condition needs: for each term, a set of texts outside of which the condition
 * is false, or an error when the term is a label that is missing. A condition may have none.
 */
final class Requirement {

  private Requirement() {}

  static Map<TextTerm, Set<String>> of(Clause clause) {
    if (clause instanceof Clause.TextComparison text && text.comparison() == Comparison.EQ) {
      return Map.of(text.term(), Set.of(text.literal()));
    }
    if (clause instanceof Clause.TextIn in) {
      return Map.of(in.term(), in.literals());
    }
    if (clause instanceof Clause.And and) {
      return ofAll(and.parts().stream().map(Requirement::of).toList());
    }
    if (clause instanceof Clause.Or or) {
      return ofAny(or.parts().stream().map(Requirement::of).toList());
    }
    return Map.of();
  }

  /** One false part makes a conjunction false, so each part's values are needed. */
  private static Map<TextTerm, Set<String>> ofAll(Collection<Map<TextTerm, Set<String>>> parts) {
    Map<TextTerm, Set<String>> needed = new HashMap<>();
    for (Map<TextTerm, Set<String>> part : parts) {
      part.forEach((term, values) -> needed.merge(term, values, Requirement::smaller));
    }
    return needed;
  }

  /** A disjunction is false only outside of what every one of its parts needs. */
  private static Map<TextTerm, Set<String>> ofAny(Collection<Map<TextTerm, Set<String>>> parts) {
    Optional<Map<TextTerm, Set<String>>> any =
        parts.stream().map(Requirement::copy).reduce(Requirement::either);
    return any.orElse(Map.of());
  }

  private static Map<TextTerm, Set<String>> copy(Map<TextTerm, Set<String>> part) {
    return new HashMap<>(part);
  }

  private static Map<TextTerm, Set<String>> either(
      Map<TextTerm, Set<String>> left, Map<TextTerm, Set<String>> right) {
    left.keySet().retainAll(right.keySet());
    left.replaceAll((term, values) -> union(values, right.getOrDefault(term, Set.of())));
    return left;
  }

  private static Set<String> smaller(Set<String> left, Set<String> right) {
    return left.size() <= right.size() ? left : right;
  }

  private static Set<String> union(Set<String> left, Set<String> right) {
    Set<String> union = new HashSet<>(left);
    union.addAll(right);
    return union;
  }
}
