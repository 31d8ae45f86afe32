package dev.fencepost.policy.judge;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.policy.condition.Comparison;
import dev.fencepost.policy.condition.FindingField;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A number that a finding holds, as a whole number of the same order: a smaller value never has a
 * larger number. Different values may share one.
 */
enum NumberTerm {
  CONFIDENCE(FindingField.CONFIDENCE) {
    @Override
    long of(Finding finding) {
      return number(finding.confidence());
    }

    /** No bound holds for NaN, and it has no place in the order. */
    @Override
    boolean isOrdered(Finding finding) {
      return !Double.isNaN(finding.confidence());
    }
  },
  COUNT(FindingField.MATCH_COUNT) {
    @Override
    long of(Finding finding) {
      return finding.matchCount();
    }
  },
  SECOND(FindingField.DISCOVERED_AT) {
    @Override
    long of(Finding finding) {
      return finding.discoveredAt().getEpochSecond();
    }
  },
  OBJECT_SIZE(FindingField.OBJECT_SIZE) {
    @Override
    long of(Finding finding) {
      return finding.object().size();
    }
  },
  OBJECT_SECOND(FindingField.OBJECT_MODIFIED_AT) {
    @Override
    long of(Finding finding) {
      return finding.object().modifiedAt().getEpochSecond();
    }
  };

  private final FindingField field;

  NumberTerm(FindingField field) {
    this.field = field;
  }

  /** The number of a field that is a whole number, a double or a time. */
  static NumberTerm in(FindingField field) {
    return Stream.of(values()).filter(term -> term.field == field).findFirst().orElseThrow();
  }

  abstract long of(Finding finding);

  boolean isOrdered(Finding finding) {
    return true;
  }

  /** The bits of doubles are ordered once those of negative ones are turned; zeros are equal. */
  static long number(double value) {
    long bits = Double.doubleToLongBits(value + 0.0);
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }

  /** Whether values that share a number are equal, so that a window is what a comparison says. */
  boolean isExact() {
    return field.kind() != FindingField.Kind.TIME;
  }

  /** The numbers outside of which a comparison is false; empty when it is true almost anywhere. */
  Optional<Window> window(Comparison comparison, long literal) {
    return switch (comparison) {
      case EQ -> Optional.of(new Window(literal, literal));
      case LE -> Optional.of(new Window(Long.MIN_VALUE, literal));
      case GE -> Optional.of(new Window(literal, Long.MAX_VALUE));
      case LT ->
          Optional.of(isExact() ? Window.below(literal) : new Window(Long.MIN_VALUE, literal));
      case GT ->
          Optional.of(isExact() ? Window.above(literal) : new Window(literal, Long.MAX_VALUE));
      case NE -> Optional.empty();
    };
  }
}
