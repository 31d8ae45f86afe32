package dev.fencepost.discovery.connector;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The known name that somebody may have meant. */
final class NearestName {

  private NearestName() {}

  /** A name at most a third of its letters away. */
  static Optional<String> to(String typed, Collection<String> known) {
    return known.stream()
        .filter(name -> distance(typed, name) <= Math.max(1, name.length() / 3))
        .min(Comparator.comparingInt((String name) -> distance(typed, name)));
  }

  /** " (did you mean …?)", or nothing. */
  static String hint(String typed, Collection<String> known) {
    return to(typed, known).map(name -> " (did you mean \"" + name + "\"?)").orElse("");
  }

  /** How many letters have to be put in, left out or changed. */
  private static int distance(String one, String other) {
    int[] above = new int[other.length() + 1];
    for (int j = 0; j < above.length; j++) {
      above[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] row = new int[other.length() + 1];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int changed = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, 1 + Math.min(row[j - 1], above[j]));
      }
      above = row;
    }
    return above[other.length()];
  }
}
