package dev.fencepost.policy.condition;

/** The six comparisons. */
public enum Comparison {
  EQ,
  NE,
  LT,
  LE,
  GT,
  GE;

  /** The comparison that gives the same answer with the operands exchanged. */
  public Comparison exchanged() {
    return switch (this) {
      case EQ -> EQ;
      case NE -> NE;
      case LT -> GT;
      case LE -> GE;
      case GT -> LT;
      case GE -> LE;
    };
  }

  /** Whether this comparison accepts the sign of a {@link Comparable#compareTo}. */
  public boolean accepts(int sign) {
    return switch (this) {
      case EQ -> sign == 0;
      case NE -> sign != 0;
      case LT -> sign < 0;
      case LE -> sign <= 0;
      case GT -> sign > 0;
      case GE -> sign >= 0;
    };
  }

  /** Compares as IEEE 754 does: NaN differs from everything, and the two zeros are equal. */
  public boolean holds(double left, double right) {
    return switch (this) {
      case EQ -> left == right;
      case NE -> left != right;
      case LT -> left < right;
      case LE -> left <= right;
      case GT -> left > right;
      case GE -> left >= right;
    };
  }

  boolean isOrdering() {
    return this != EQ && this != NE;
  }
}
