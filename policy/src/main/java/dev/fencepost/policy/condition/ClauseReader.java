package dev.fencepost.policy.condition;

import com.google.re2j.Pattern;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.fencepost.policy.condition.Clause.TextPart.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a checked expression into clauses; what it does not know stays CEL's. */
final class ClauseReader {

  private static final Map<String, Where> TEXT_PARTS =
      Map.of("startsWith", Where.START, "endsWith", Where.END, "contains", Where.ANYWHERE);

  private ClauseReader() {}

  /**
   * The clause for a whole condition.
   *
   * <p>CEL bounds the steps of all loops of one evaluation together. Two loops that were evaluated
   * apart would have twice the steps, so such a condition is evaluated in one piece. Its simple
   * conjuncts may still stand before it: a false conjunct makes the whole false in any case.
   */
  static Clause condition(CheckedExpression root) {
    Clause clause = clause(root);
    if (Expressions.all(root.expr(), Expressions::isLoop).size() <= 1) {
      return clause;
    }
    Stream<Clause> simple = conjuncts(clause).stream().filter(part -> !OpaqueParts.isIn(part));
    return new Clause.And(Stream.concat(simple, Stream.of(opaque(root))).toList());
  }

  /** The parts of a conjunction; any other clause is its own only part. */
  static List<Clause> conjuncts(Clause clause) {
    return clause instanceof Clause.And and ? and.parts() : List.of(clause);
  }

  private static Clause clause(CheckedExpression node) {
    return known(node).orElseGet(() -> opaque(node));
  }

  private static Clause opaque(CheckedExpression node) {
    return new Clause.Opaque(node.predicate());
  }

  private static Optional<Clause> known(CheckedExpression node) {
    CelExpr expr = node.expr();
    return switch (expr.getKind()) {
      case CONSTANT -> node.constant().map(value -> new Clause.Constant((Boolean) value));
      case SELECT -> node.presentLabel().map(Clause.HasLabel::new);
      case CALL -> call(node, Expressions.operands(expr).stream().map(node::at).toList());
      case NOT_SET, IDENT, LIST, STRUCT, MAP, COMPREHENSION -> Optional.empty();
    };
  }

  private static Optional<Clause> call(CheckedExpression node, List<CheckedExpression> operands) {
    String function = node.expr().call().function();
    return switch (function) {
      case "_&&_" -> logical(operands).map(parts -> new Clause.And(flat(parts, true)));
      case "_||_" -> logical(operands).map(parts -> new Clause.Or(flat(parts, false)));
      case "!_" -> logical(operands).map(parts -> new Clause.Not(parts.get(0)));
      case "_?_:_" ->
          logical(operands)
              .map(parts -> new Clause.Choice(parts.get(0), parts.get(1), parts.get(2)));
      case "_==_" -> comparison(operands, Comparison.EQ);
      case "_!=_" -> comparison(operands, Comparison.NE);
      case "_<_" -> comparison(operands, Comparison.LT);
      case "_<=_" -> comparison(operands, Comparison.LE);
      case "_>_" -> comparison(operands, Comparison.GT);
      case "_>=_" -> comparison(operands, Comparison.GE);
      case "@in" -> membership(operands.get(0), operands.get(1));
      case "startsWith", "endsWith", "contains" -> textPart(function, operands);
      case "matches" -> match(operands);
      default -> Optional.empty();
    };
  }

  /**
   * The operands of a logical operator. CEL fails the whole operator when an operand of unknown
   * type turns out not to be a truth value, whatever the others are: such an operator stays CEL's.
   */
  private static Optional<List<Clause>> logical(List<CheckedExpression> operands) {
    return operands.stream().allMatch(CheckedExpression::isBoolean)
        ? Optional.of(operands.stream().map(ClauseReader::clause).toList())
        : Optional.empty();
  }

  private static List<Clause> flat(List<Clause> parts, boolean conjunction) {
    List<Clause> flat = new ArrayList<>();
    for (Clause part : parts) {
      if (conjunction && part instanceof Clause.And and) {
        flat.addAll(and.parts());
      } else if (!conjunction && part instanceof Clause.Or or) {
        flat.addAll(or.parts());
      } else {
        flat.add(part);
      }
    }
    return flat;
  }

  private static Optional<Clause> comparison(
      List<CheckedExpression> operands, Comparison comparison) {
    CheckedExpression left = operands.get(0);
    CheckedExpression right = operands.get(1);
    Optional<Object> value = right.constant();
    return value.isPresent()
        ? Comparisons.of(left, comparison, value.get())
        : left.constant().flatMap(v -> Comparisons.of(right, comparison.exchanged(), v));
  }

  private static Optional<Clause> membership(CheckedExpression element, CheckedExpression set) {
    if (set.labels().isPresent()) {
      return element.constantText().flatMap(set::label).map(Clause.HasLabel::new);
    }
    return set.expr().getKind() == Kind.LIST
        ? set.constant().flatMap(list -> Comparisons.membership(element, (List<?>) list))
        : Optional.empty();
  }

  private static Optional<Clause> textPart(String function, List<CheckedExpression> operands) {
    Where where = TEXT_PARTS.get(function);
    return where == null
        ? Optional.empty()
        : operands
            .get(0)
            .textTerm()
            .flatMap(
                term ->
                    operands
                        .get(1)
                        .constantText()
                        .map(literal -> new Clause.TextPart(term, where, literal)));
  }

  private static Optional<Clause> match(List<CheckedExpression> operands) {
    return operands
        .get(0)
        .textTerm()
        .flatMap(
            term ->
                operands
                    .get(1)
                    .constantText()
                    .map(pattern -> new Clause.TextMatch(term, Pattern.compile(pattern))));
  }
}
