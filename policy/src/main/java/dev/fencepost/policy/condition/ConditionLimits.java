package dev.fencepost.policy.condition;

/**
 * Bounds on what a condition may cost. CEL's own defaults leave most of them open.
 *
 * <p>They are part of the language: a condition that a newer build accepts and an older one refuses
 * needs a higher {@link Condition#LANGUAGE_LEVEL}.
 */
public final class ConditionLimits {

  /** Code points of source text. */
  public static final int MAX_LENGTH = 10_000;

  /** Levels of nesting of the expression. */
  public static final int MAX_DEPTH = 48;

  /**
   * Steps of all loops ({@code exists}, {@code all}, {@code map}, …) of one evaluation together.
   */
  public static final int MAX_ITERATIONS = 10_000;

  /**
   * Loops inside each other, or one over what another made. The type checker's work can double with
   * each, as for {@code .map(x, {x: x})}.
   */
  public static final int MAX_NESTED_LOOPS = 3;

  /**
   * Texts in a value that an evaluation makes, where a field or a constant counts as one and all
   * labels as a hundred.
   */
  public static final int MAX_TEXTS = 10_000;

  /** Instructions of one compiled regular expression. */
  public static final int MAX_REGEX_PROGRAM_SIZE = 2_000;

  private ConditionLimits() {}
}
