package dev.fencepost.policy.condition;

/** What judging one finding gives. Only {@link #TRUE} is a match. */
public enum Outcome {
  TRUE,
  FALSE,
  /** The evaluation failed, for example on a missing label. Counted, and never a match. */
  ERROR;

  public static Outcome of(boolean verdict) {
    return verdict ? TRUE : FALSE;
  }

  public boolean matches() {
    return this == TRUE;
  }

  /** An error stays an error: negating what could not be evaluated says nothing. */
  public Outcome negated() {
    return switch (this) {
      case TRUE -> FALSE;
      case FALSE -> TRUE;
      case ERROR -> ERROR;
    };
  }
}
