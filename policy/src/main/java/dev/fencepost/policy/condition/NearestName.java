package dev.fencepost.policy.condition;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody probably meant. */
public final class NearestName {

  private NearestName() {}

  /** The valid name with the fewest edits to the written one, when they are few enough. */
  public static Optional<String> to(String written, Collection<String> valid) {
    String wanted = plain(written);
    String best = null;
    int bestEdits = Integer.MAX_VALUE;
    for (String name : valid) {
      int edits = edits(wanted, plain(name));
      if (edits < bestEdits) {
        best = name;
        bestEdits = edits;
      }
    }
    int allowed = Math.max(1, wanted.length() / 3);
    return bestEdits <= allowed ? Optional.ofNullable(best) : Optional.empty();
  }

  /** The suggestion as a sentence, or an empty text. */
  public static String suggestion(String written, Collection<String> valid) {
    return to(written, valid).map(name -> "did you mean " + name + "?").orElse("");
  }

  /** Case and the ways of joining words are what people get wrong most. */
  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }

  private static int edits(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] current = new int[to.length() + 1];
      current[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[to.length()];
  }
}
