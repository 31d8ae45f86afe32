package dev.fencepost.policy.pushdown;

/** What text in the database can be. */
final class StoredText {

  private StoredText() {}

  /** False for U+0000 and lone surrogates: no stored text contains them, and none can be bound. */
  static boolean canHold(String text) {
    return text.codePoints()
        .allMatch(c -> c != 0 && (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE));
  }

  /**
   * Whether the order of this text among others is the same in UTF-16 code units, which CEL
   * compares, and in code points, which {@code COLLATE "C"} does. The two differ only between
   * surrogates and the code units above them, and so not at a character below both.
   */
  static boolean sortsAlike(String text) {
    return text.chars().allMatch(unit -> unit < Character.MIN_SURROGATE);
  }
}
