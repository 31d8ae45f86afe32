package dev.fencepost.policy.condition;

import com.google.re2j.Pattern;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A checked condition, or a part of one, with exactly CEL's meaning.
 *
 * <p>A clause is true, false or an error. {@link And} is false as soon as one part is false,
 * whatever the others are, errors included; {@link Or} is true as soon as one part is true;
 * otherwise an error in a part is an error of the whole. {@link Not} of an error is an error.
 */
public sealed interface Clause {

  record And(List<Clause> parts) implements Clause {}

  record Or(List<Clause> parts) implements Clause {}

  record Not(Clause part) implements Clause {}

  /** {@code test ? yes : no}: an error of the test is an error of the whole. */
  record Choice(Clause test, Clause yes, Clause no) implements Clause {}

  record Constant(boolean value) implements Clause {}

  /** Depends on one text alone, and is an error only where that is missing. */
  sealed interface OfText extends Clause {
    TextTerm term();
  }

  /** Compares by UTF-16 code units, as CEL's runtime does. */
  record TextComparison(TextTerm term, Comparison comparison, String literal) implements OfText {}

  record TextIn(TextTerm term, Set<String> literals) implements OfText {}

  record TextPart(TextTerm term, Where where, String literal) implements OfText {
    /** Where in the text the literal must stand. */
    public enum Where {
      START,
      END,
      ANYWHERE
    }
  }

  /** Whether RE2 finds the pattern anywhere in the text. */
  record TextMatch(TextTerm term, Pattern pattern) implements OfText {}

  /** Compares a field that is a whole number. */
  record CountComparison(FindingField field, Comparison comparison, long literal)
      implements Clause {}

  /** Compares {@code finding.confidence}; the literal is never NaN. */
  record ConfidenceComparison(Comparison comparison, double literal) implements Clause {}

  /** Compares a field that is a time; the literal is in whole microseconds. */
  record TimeComparison(FindingField field, Comparison comparison, Instant literal)
      implements Clause {}

  record HasLabel(TextTerm.Label label) implements Clause {}

  /** A part that only CEL's runtime understands. */
  record Opaque(CelPredicate predicate) implements Clause {}
}
