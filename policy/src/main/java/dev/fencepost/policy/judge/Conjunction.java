package dev.fencepost.policy.judge;

import dev.fencepost.policy.condition.Clause;
import dev.fencepost.policy.condition.TextTerm;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A condition as parts that all have to be true.
 *
 * @param parts the cheapest comes first
 */
record Conjunction(Clause whole, List<Part> parts) {

  /** One of the parts. */
  record Part(Clause clause, Judgement judgement) {

    /**
     * The only text that the part looks at, without which it would be an error and with which it is
     * not; empty when it looks at other things.
     */
    Optional<TextTerm> text() {
      Set<Optional<TextTerm>> terms = leaves(clause).map(Part::term).collect(Collectors.toSet());
      return terms.size() == 1 ? terms.iterator().next() : Optional.empty();
    }

    private static Optional<TextTerm> term(Clause leaf) {
      return leaf instanceof Clause.OfText text ? Optional.of(text.term()) : Optional.empty();
    }

    private static Stream<Clause> leaves(Clause clause) {
      if (clause instanceof Clause.And and) {
        return and.parts().stream().flatMap(Part::leaves);
      }
      if (clause instanceof Clause.Or or) {
        return or.parts().stream().flatMap(Part::leaves);
      }
      return clause instanceof Clause.Not not ? leaves(not.part()) : Stream.of(clause);
    }
  }

  /** Compiles the parts; a condition that is no conjunction is its only part. */
  static Conjunction of(Clause condition) {
    return new Conjunction(
        condition,
        parts(condition)
            .sorted(Comparator.comparingInt(ClauseCompiler::cost))
            .map(clause -> new Part(clause, ClauseCompiler.compile(clause)))
            .toList());
  }

  private static Stream<Clause> parts(Clause clause) {
    return clause instanceof Clause.And and
        ? and.parts().stream().flatMap(Conjunction::parts)
        : Stream.of(clause);
  }

  /** The whole condition. */
  Judgement judgement() {
    return without(part -> false);
  }

  /** What is left of it where some of the parts are known to be true. */
  Judgement without(Predicate<Part> known) {
    return ClauseCompiler.all(
        parts.stream()
            .filter(part -> !known.test(part))
            .map(Part::judgement)
            .toArray(Judgement[]::new));
  }
}
