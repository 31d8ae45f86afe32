package dev.fencepost.discovery.detect;

import dev.fencepost.discovery.detect.Context.Place;
import dev.fencepost.discovery.detect.Context.Verdict;
import java.util.Locale;
import java.util.Set;

/**
 * Words that speak for or against a type when they stand near a candidate. The nearest known word
 * decides: first before the candidate, then behind it, then in the field's name. Words on other
 * lines do not count, but for a label that stands alone above the candidate.
 */
record Vocabulary(Set<String> raising, Set<String> lowering) {

  private static final int BEFORE = 64;
  private static final int BEHIND = 24;

  /** A word that speaks against a candidate must stand closer than one that speaks for it. */
  private static final int BEFORE_LOWERING = 32;

  private static final int LONGEST_WORD = 24;

  /** These may stand between a label and what it labels, as in {@code call me on …}. */
  private static final Set<String> FILLING =
      words("a an at by is me my no nr num number of on our the to us was");

  /** Words in small letters, separated by blanks. */
  static Vocabulary of(String raising, String lowering) {
    return new Vocabulary(words(raising), words(lowering));
  }

  private static Set<String> words(String separated) {
    return separated.isBlank() ? Set.of() : Set.of(separated.strip().split("\\s+", -1));
  }

  Context near(Passage passage, int start, int end) {
    Context before = before(passage.text(), start);
    if (before.verdict() != Verdict.SILENT) {
      return before;
    }
    Context behind = behind(passage.text(), end);
    return behind.verdict() != Verdict.SILENT ? behind : inField(passage.field());
  }

  private Context before(String text, int start) {
    int limit = Math.max(0, start - BEFORE);
    int i = start - 1;
    boolean adjacent = true;
    while (i >= limit) {
      char c = text.charAt(i);
      if (c == '\n') {
        i = endOfLabel(text, i, start);
        if (i < limit) {
          return Context.SILENT;
        }
        continue;
      }
      if (!Chars.isLetter(c)) {
        i--;
        continue;
      }
      int wordEnd = i + 1;
      while (i > limit && Chars.isLetter(text.charAt(i - 1)) && !startsWord(text, i)) {
        i--;
      }
      String word = word(text, i, wordEnd);
      if (raising.contains(word)) {
        return new Context(Verdict.RAISES, Place.BEFORE, word, adjacent);
      }
      if (lowering.contains(word) && start - wordEnd <= BEFORE_LOWERING) {
        return new Context(Verdict.LOWERS, Place.BEFORE, word, adjacent);
      }
      adjacent &= FILLING.contains(word);
      i--;
    }
    return Context.SILENT;
  }

  /**
   * A line that ends in a colon labels the one below it. Returns the index of the colon if the
   * candidate is the first on its line and such a line, maybe an empty one too, stands above; or
   * -1.
   */
  private static int endOfLabel(String text, int lineEnd, int start) {
    if (!text.substring(lineEnd, start).isBlank()) {
      return -1;
    }
    int i = lineEnd;
    while (i >= 0 && start - i <= BEFORE && Character.isWhitespace(text.charAt(i))) {
      i--;
    }
    return Chars.at(text, i) == ':' ? i : -1;
  }

  /** What the words behind a candidate say. */
  Context behind(String text, int end) {
    return forward(text, end, Math.min(text.length(), end + BEHIND), Place.BEHIND);
  }

  /** What the words in a field's name say. */
  Context inField(String field) {
    return field.isEmpty() ? Context.SILENT : forward(field, 0, field.length(), Place.FIELD);
  }

  private Context forward(String text, int from, int limit, Place place) {
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
      String word = word(text, wordStart, i);
      boolean raises = raising.contains(word);
      if (raises || lowering.contains(word)) {
        Verdict verdict = raises ? Verdict.RAISES : Verdict.LOWERS;
        boolean adjacent = place == Place.FIELD || isLabelBehind(text, from, wordStart);
        return new Context(verdict, place, word, adjacent);
      }
    }
    return Context.SILENT;
  }

  /** As in {@code … fax}, {@code …-Fax} and {@code … (fax)}. */
  private static boolean isLabelBehind(String text, int end, int wordStart) {
    String between = text.substring(end, wordStart);
    return between.equals(" ") || between.equals("-") || between.equals(" (");
  }

  /** A capital after a small letter starts a word, so that {@code orderId} is two. */
  private static boolean startsWord(String text, int index) {
    return Character.isUpperCase(text.charAt(index))
        && index > 0
        && Character.isLowerCase(text.charAt(index - 1));
  }

  /** In small letters; empty if it is too long to be known, or a part of a code as in 22CC2. */
  private static String word(String text, int start, int end) {
    return end - start > LONGEST_WORD || Chars.isDigit(Chars.at(text, start - 1))
        ? ""
        : text.substring(start, end).toLowerCase(Locale.ROOT);
  }
}
