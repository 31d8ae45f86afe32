package dev.fencepost.policy.judge;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.policy.condition.Clause;
import dev.fencepost.policy.condition.Comparison;
import dev.fencepost.policy.condition.FindingField;
import dev.fencepost.policy.condition.Outcome;
import dev.fencepost.policy.condition.TextTerm;
import dev.fencepost.policy.pattern.TextPattern;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Turns clauses into predicates whose outcomes are CEL's, errors included. */
final class ClauseCompiler {

  private ClauseCompiler() {}

  static Judgement compile(Clause clause) {
    if (clause instanceof Clause.And and) {
      return all(compiled(and.parts()));
    }
    if (clause instanceof Clause.Or or) {
      return compound(compiled(or.parts()), Outcome.TRUE, Outcome.FALSE);
    }
    if (clause instanceof Clause.Not not) {
      Judgement part = compile(not.part());
      return finding -> part.of(finding).negated();
    }
    if (clause instanceof Clause.Choice choice) {
      return choice(compile(choice.test()), compile(choice.yes()), compile(choice.no()));
    }
    if (clause instanceof Clause.Opaque opaque) {
      return opaque.predicate()::judge;
    }
    return leaf(clause);
  }

  private static Judgement[] compiled(List<Clause> clauses) {
    return clauses.stream()
        .sorted(Comparator.comparingInt(ClauseCompiler::cost))
        .map(ClauseCompiler::compile)
        .toArray(Judgement[]::new);
  }

  /** A conjunction; of nothing it is {@link Judgement#TRUE}. */
  static Judgement all(Judgement... parts) {
    return switch (parts.length) {
      case 0 -> Judgement.TRUE;
      case 1 -> parts[0];
      default -> compound(parts, Outcome.FALSE, Outcome.TRUE);
    };
  }

  /** A deciding outcome of one part decides the whole, even after an error of another part. */
  private static Judgement compound(Judgement[] parts, Outcome deciding, Outcome otherwise) {
    return finding -> {
      Outcome outcome = otherwise;
      for (Judgement part : parts) {
        Outcome one = part.of(finding);
        if (one == deciding) {
          return deciding;
        }
        if (one == Outcome.ERROR) {
          outcome = Outcome.ERROR;
        }
      }
      return outcome;
    };
  }

  /** The order of evaluation changes no outcome, and the cheap parts often decide. */
  static int cost(Clause clause) {
    if (clause instanceof Clause.Opaque) {
      return 3;
    }
    if (clause instanceof Clause.TextMatch) {
      return 2;
    }
    return isCompound(clause) ? 1 : 0;
  }

  private static boolean isCompound(Clause clause) {
    return clause instanceof Clause.And
        || clause instanceof Clause.Or
        || clause instanceof Clause.Not
        || clause instanceof Clause.Choice;
  }

  private static Judgement choice(Judgement test, Judgement yes, Judgement no) {
    return finding ->
        switch (test.of(finding)) {
          case TRUE -> yes.of(finding);
          case FALSE -> no.of(finding);
          case ERROR -> Outcome.ERROR;
        };
  }

  private static Judgement leaf(Clause clause) {
    if (clause instanceof Clause.Constant constant) {
      return always(constant.value());
    }
    if (clause instanceof Clause.HasLabel has) {
      return sure(finding -> has.label().of(finding) != null);
    }
    if (clause instanceof Clause.CountComparison count) {
      return number(NumberTerm.in(count.field()), count.comparison(), count.literal());
    }
    if (clause instanceof Clause.ConfidenceComparison confidence) {
      return confidence(confidence.comparison(), confidence.literal());
    }
    if (clause instanceof Clause.TimeComparison time) {
      return time(time.field(), time.comparison(), time.literal());
    }
    return text(clause);
  }

  private static Judgement always(boolean value) {
    Outcome outcome = Outcome.of(value);
    return finding -> outcome;
  }

  /** A test that cannot fail. */
  private static Judgement sure(Predicate<Finding> test) {
    return finding -> Outcome.of(test.test(finding));
  }

  private static Judgement number(NumberTerm term, Comparison comparison, long literal) {
    return sure(finding -> comparison.accepts(Long.compare(term.of(finding), literal)));
  }

  private static Judgement confidence(Comparison comparison, double literal) {
    return sure(finding -> comparison.holds(finding.confidence(), literal));
  }

  private static Judgement time(FindingField field, Comparison comparison, Instant literal) {
    return sure(finding -> comparison.accepts(field.timeOf(finding).compareTo(literal)));
  }

  private static Judgement text(Clause clause) {
    if (clause instanceof Clause.TextComparison text) {
      return text(text.term(), compared(text.comparison(), text.literal()));
    }
    if (clause instanceof Clause.TextIn in) {
      return text(in.term(), Set.copyOf(in.literals())::contains);
    }
    if (clause instanceof Clause.TextPart part) {
      return text(part.term(), contained(part.where(), part.literal()));
    }
    if (clause instanceof Clause.TextMatch match) {
      return text(match.term(), TextPattern.of(match.pattern())::isIn);
    }
    throw new IllegalStateException("no predicate for the clause " + clause);
  }

  private static Judgement text(TextTerm term, Predicate<String> test) {
    return finding -> {
      String text = term.of(finding);
      return text == null ? Outcome.ERROR : Outcome.of(test.test(text));
    };
  }

  private static Predicate<String> compared(Comparison comparison, String literal) {
    return switch (comparison) {
      case EQ -> literal::equals;
      case NE -> text -> !literal.equals(text);
      case LT, LE, GT, GE -> text -> comparison.accepts(text.compareTo(literal));
    };
  }

  private static Predicate<String> contained(Clause.TextPart.Where where, String literal) {
    return switch (where) {
      case START -> text -> text.startsWith(literal);
      case END -> text -> text.endsWith(literal);
      case ANYWHERE -> text -> text.contains(literal);
    };
  }
}
