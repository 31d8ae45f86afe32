package dev.fencepost.policy.condition;

import java.util.stream.Stream;

/** Looks for parts that only CEL's runtime understands. */
final class OpaqueParts {

  private OpaqueParts() {}

  static boolean isIn(Clause clause) {
    if (clause instanceof Clause.And and) {
      return and.parts().stream().anyMatch(OpaqueParts::isIn);
    }
    if (clause instanceof Clause.Or or) {
      return or.parts().stream().anyMatch(OpaqueParts::isIn);
    }
    if (clause instanceof Clause.Not not) {
      return isIn(not.part());
    }
    if (clause instanceof Clause.Choice choice) {
      return Stream.of(choice.test(), choice.yes(), choice.no()).anyMatch(OpaqueParts::isIn);
    }
    return clause instanceof Clause.Opaque;
  }
}
