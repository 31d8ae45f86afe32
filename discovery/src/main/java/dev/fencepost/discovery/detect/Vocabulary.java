package dev.fencepost.discovery.detect;

import java.util.Locale;
import java.util.Set;

/**
 * Words that speak for or against a type when they stand near a candidate. The nearest known word
 * decides: first before the candidate, then behind it, then in the field's name.
 */
record Vocabulary(Set<String> raising, Set<String> lowering) {

  /** What the surroundings say. */
  enum Verdict {
    RAISES,
    LOWERS,
    SILENT
  }

  private static final int BEFORE = 64;
  private static final int BEHIND = 24;

  /** A word that speaks against a candidate must stand closer than one that speaks for it. */
  private static final int BEFORE_LOWERING = 32;

  private static final int LONGEST_WORD = 24;

  /** Words in small letters, separated by blanks. */
  static Vocabulary of(String raising, String lowering) {
    return new Vocabulary(words(raising), words(lowering));
  }

  private static Set<String> words(String separated) {
    return separated.isBlank() ? Set.of() : Set.of(separated.strip().split("\\s+", -1));
  }

  Verdict near(Passage passage, int start, int end) {
    Verdict before = before(passage.text(), start);
    if (before != Verdict.SILENT) {
      return before;
    }
    Verdict behind = behind(passage.text(), end);
    return behind != Verdict.SILENT ? behind : inField(passage.field());
  }

  private Verdict before(String text, int start) {
    int limit = Math.max(0, start - BEFORE);
    int i = start - 1;
    while (i >= limit) {
      char c = text.charAt(i);
      if (c == '\n') {
        return Verdict.SILENT;
      }
      if (!Chars.isLetter(c)) {
        i--;
        continue;
      }
      int wordEnd = i + 1;
      while (i > limit && Chars.isLetter(text.charAt(i - 1)) && !startsWord(text, i)) {
        i--;
      }
      Verdict verdict = ofWord(text, i, wordEnd);
      if (verdict == Verdict.RAISES || (verdict == Verdict.LOWERS && isClose(start, wordEnd))) {
        return verdict;
      }
      i--;
    }
    return Verdict.SILENT;
  }

  private static boolean isClose(int start, int wordEnd) {
    return start - wordEnd <= BEFORE_LOWERING;
  }

  private Verdict behind(String text, int end) {
    return forward(text, end, Math.min(text.length(), end + BEHIND));
  }

  private Verdict inField(String field) {
    return field.isEmpty() ? Verdict.SILENT : forward(field, 0, field.length());
  }

  private Verdict forward(String text, int from, int limit) {
    int i = from;
    while (i < limit && text.charAt(i) != '\n') {
      if (!Chars.isLetter(text.charAt(i))) {
        i++;
        continue;
      }
      int wordStart = i++;
      while (i < limit && Chars.isLetter(text.charAt(i)) && !startsWord(text, i)) {
        i++;
      }
      Verdict verdict = ofWord(text, wordStart, i);
      if (verdict != Verdict.SILENT) {
        return verdict;
      }
    }
    return Verdict.SILENT;
  }

  /** A capital after a small letter starts a word, so that {@code orderId} is two. */
  private static boolean startsWord(String text, int index) {
    return Character.isUpperCase(text.charAt(index))
        && index > 0
        && Character.isLowerCase(text.charAt(index - 1));
  }

  private Verdict ofWord(String text, int start, int end) {
    if (end - start > LONGEST_WORD) {
      return Verdict.SILENT;
    }
    String word = text.substring(start, end).toLowerCase(Locale.ROOT);
    if (raising.contains(word)) {
      return Verdict.RAISES;
    }
    return lowering.contains(word) ? Verdict.LOWERS : Verdict.SILENT;
  }
}
