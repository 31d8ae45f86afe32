package dev.fencepost.policy.condition;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads comparisons of one field or label with constants. */
final class Comparisons {

  private Comparisons() {}

  static Optional<Clause> of(CheckedExpression term, Comparison comparison, Object value) {
    if (value instanceof String text) {
      return term.textTerm().map(t -> new Clause.TextComparison(t, comparison, text));
    }
    return term.field().flatMap(field -> ofField(field, comparison, value));
  }

  private static Optional<Clause> ofField(FindingField field, Comparison comparison, Object value) {
    return switch (field.kind()) {
      case INTEGER ->
          value instanceof Long count
              ? Optional.of(new Clause.CountComparison(field, comparison, count))
              : Optional.empty();
      case DOUBLE ->
          value instanceof Double number && !number.isNaN()
              ? Optional.of(new Clause.ConfidenceComparison(comparison, number))
              : Optional.empty();
      case TIME ->
          value instanceof Instant time
              ? Optional.of(ofTime(field, comparison, time))
              : Optional.empty();
      case TEXT, LABELS -> Optional.empty();
    };
  }

  /**
   * Findings hold whole microseconds, so a literal between two of them can be replaced: later than
   * it means later than the one before it.
   */
  private static Clause ofTime(FindingField field, Comparison comparison, Instant literal) {
    Instant micros = literal.truncatedTo(ChronoUnit.MICROS);
    if (micros.equals(literal)) {
      return new Clause.TimeComparison(field, comparison, literal);
    }
    return switch (comparison) {
      case EQ -> new Clause.Constant(false);
      case NE -> new Clause.Constant(true);
      case LT, LE -> new Clause.TimeComparison(field, Comparison.LE, micros);
      case GT, GE -> new Clause.TimeComparison(field, Comparison.GT, micros);
    };
  }

  /** Membership in a list of constants. */
  static Optional<Clause> membership(CheckedExpression element, List<?> values) {
    Optional<TextTerm> term = element.textTerm();
    if (term.isPresent()) {
      Set<String> literals = new LinkedHashSet<>();
      for (Object value : values) {
        if (!(value instanceof String text)) {
          return Optional.empty();
        }
        literals.add(text);
      }
      return Optional.of(new Clause.TextIn(term.get(), literals));
    }
    return element.field().flatMap(field -> anyEqual(field, values));
  }

  private static Optional<Clause> anyEqual(FindingField field, List<?> values) {
    List<Clause> equalities = new ArrayList<>();
    for (Object value : values) {
      Optional<Clause> equality = ofField(field, Comparison.EQ, value);
      if (equality.isEmpty()) {
        return Optional.empty();
      }
      equalities.add(equality.get());
    }
    return Optional.of(
        equalities.isEmpty() ? new Clause.Constant(false) : new Clause.Or(equalities));
  }
}
