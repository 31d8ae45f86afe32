package dev.fencepost.policy.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.fencepost.core.finding.Finding;
import java.util.Collections;
import java.util.Set;

/**
 * A condition that was checked: names, types and limits are right, and it gives true or false.
 *
 * <p>Immutable and safe for use by several threads, but not serialisable: ship {@link #source()}
 * and compile it where it is used.
 */
public final class Condition {

  /**
   * The level of the policy language that this build understands. It rises when a condition that
   * compiles here might not compile, or might mean something else, in an older build. Level 2 has
   * the owner and the region of the data source, and the attributes of the object.
   */
  public static final int LANGUAGE_LEVEL = 2;

  private final String source;
  private final CelAbstractSyntaxTree tree;
  private final Set<FindingField> fields;
  private final Clause clause;
  private final CelPredicate predicate;

  Condition(String source, CelAbstractSyntaxTree tree) {
    CheckedExpression root = CheckedExpression.root(tree);
    this.source = source;
    this.tree = tree;
    this.fields = Collections.unmodifiableSet(root.fields());
    this.clause = ClauseReader.condition(root);
    this.predicate = root.predicate();
  }

  /** Checks the source text of a condition. */
  public static Compilation compile(String source) {
    return ConditionCompiler.compile(source);
  }

  public String source() {
    return source;
  }

  /** The condition's meaning in parts that can be indexed, pushed down and compiled. */
  public Clause clause() {
    return clause;
  }

  /** The fields that the verdict depends on; it is the same whatever the others are. */
  public Set<FindingField> fields() {
    return fields;
  }

  /** The lowest {@link #LANGUAGE_LEVEL} of a build that understands the condition. */
  public int languageLevel() {
    return fields.stream().mapToInt(FindingField::languageLevel).max().orElse(1);
  }

  /** The whole condition as CEL's own runtime evaluates it: slow, and the truth. */
  public CelPredicate predicate() {
    return predicate;
  }

  /** Judges with CEL's own runtime. */
  public Outcome judge(Finding finding) {
    return predicate.judge(finding);
  }

  /** The condition split at its logical operators, to be shown to people. */
  public Outline outline() {
    return OutlineReader.outline(CheckedExpression.root(tree));
  }

  @Override
  public String toString() {
    return source;
  }
}
