package dev.fencepost.policy.judge;

import dev.fencepost.policy.condition.Clause;
import dev.fencepost.policy.condition.Comparison;
import dev.fencepost.policy.condition.TextTerm;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;

/**
 * What a condition needs: a condition is false where one of these terms has another value. Of a
 * label that is missing nothing follows, since the condition may then be an error.
 *
 * @param texts the values of each term, other than which make the condition false
 * @param windows the numbers of each term, outside of which the condition is false
 */
record Requirement(Map<TextTerm, Set<String>> texts, Map<NumberTerm, Window> windows) {

  private static final Requirement NONE = new Requirement(Map.of(), Map.of());

  static Requirement of(Clause clause) {
    if (clause instanceof Clause.And and) {
      return and.parts().stream().map(Requirement::of).reduce(NONE, Requirement::and);
    }
    if (clause instanceof Clause.Or or) {
      return or.parts().stream().map(Requirement::of).reduce(Requirement::or).orElse(NONE);
    }
    return ofLeaf(clause);
  }

  /**
   * What makes a clause of one term true, and false without it, save that numbers of a term that is
   * not {@link NumberTerm#isExact} are too many. Nothing of any other clause.
   */
  static Requirement ofLeaf(Clause clause) {
    if (clause instanceof Clause.TextComparison text && text.comparison() == Comparison.EQ) {
      return new Requirement(Map.of(text.term(), Set.of(text.literal())), Map.of());
    }
    if (clause instanceof Clause.TextIn in) {
      return new Requirement(Map.of(in.term(), in.literals()), Map.of());
    }
    return ofNumber(clause);
  }

  private static Requirement ofNumber(Clause clause) {
    if (clause instanceof Clause.ConfidenceComparison bound) {
      return within(NumberTerm.CONFIDENCE, bound.comparison(), NumberTerm.number(bound.literal()));
    }
    if (clause instanceof Clause.CountComparison bound) {
      return within(NumberTerm.in(bound.field()), bound.comparison(), bound.literal());
    }
    if (clause instanceof Clause.TimeComparison bound) {
      return within(
          NumberTerm.in(bound.field()), bound.comparison(), bound.literal().getEpochSecond());
    }
    return NONE;
  }

  private static Requirement within(NumberTerm term, Comparison comparison, long literal) {
    return term.window(comparison, literal)
        .map(window -> new Requirement(Map.of(), Map.of(term, window)))
        .orElse(NONE);
  }

  /** One false part makes a conjunction false, so each part's values are needed. */
  private Requirement and(Requirement other) {
    return new Requirement(
        all(texts, other.texts, Requirement::intersection),
        all(windows, other.windows, Window::and));
  }

  /** A disjunction is false only outside of what every one of its parts needs. */
  private Requirement or(Requirement other) {
    return new Requirement(
        shared(texts, other.texts, Requirement::union), shared(windows, other.windows, Window::or));
  }

  private static <K, V> Map<K, V> all(Map<K, V> left, Map<K, V> right, BinaryOperator<V> both) {
    Map<K, V> all = new HashMap<>(left);
    right.forEach((key, value) -> all.merge(key, value, both));
    return all;
  }

  private static <K, V> Map<K, V> shared(Map<K, V> left, Map<K, V> right, BinaryOperator<V> both) {
    Map<K, V> shared = new HashMap<>();
    left.forEach(
        (key, value) -> {
          V other = right.get(key);
          if (other != null) {
            shared.put(key, both.apply(value, other));
          }
        });
    return shared;
  }

  private static Set<String> intersection(Set<String> left, Set<String> right) {
    Set<String> intersection = new HashSet<>(left);
    intersection.retainAll(right);
    return intersection;
  }

  private static Set<String> union(Set<String> left, Set<String> right) {
    Set<String> union = new HashSet<>(left);
    union.addAll(right);
    return union;
  }
}
