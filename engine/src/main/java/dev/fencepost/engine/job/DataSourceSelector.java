package dev.fencepost.engine.job;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Chooses data sources when a scan is started, so that one added later is covered too. All that is
 * given must hold.
 *
 * @param kind null for any
 * @param nodeGroup null for any
 * @param names patterns of which one must match the whole name; {@code *} stands for any
 *     characters. Empty for any name.
 */
public record DataSourceSelector(
    @Nullable String kind, @Nullable String nodeGroup, List<String> names) {

  private static final Pattern VALID_NAME = Pattern.compile("[A-Za-z0-9._*-]{1,63}");

  /** Refuses patterns that no name can match, with a {@link RefusedException}. */
  public DataSourceSelector {
    for (String name : names) {
      if (!VALID_NAME.matcher(name).matches()) {
        throw new RefusedException(
            "The pattern \""
                + name
                + "\" must be 1 to 63 letters, digits, dots, dashes, underscores or asterisks.");
      }
    }
    names = names.stream().distinct().sorted().toList();
  }

  public boolean matches(DataSource source) {
    return (kind == null || kind.equals(source.kind()))
        && (nodeGroup == null || nodeGroup.equals(source.nodeGroup()))
        && (names.isEmpty() || names.stream().anyMatch(name -> matches(name, source.name())));
  }

  /** Without regular expressions: many asterisks must not cost exponential time. */
  private static boolean matches(String pattern, String name) {
    String[] parts = pattern.split("\\*", -1);
    if (parts.length == 1) {
      return pattern.equals(name);
    }
    String last = parts[parts.length - 1];
    if (!name.startsWith(parts[0]) || name.length() < parts[0].length() + last.length()) {
      return false;
    }
    int at = parts[0].length();
    for (int i = 1; i < parts.length - 1; i++) {
      int found = name.indexOf(parts[i], at);
      if (found < 0) {
        return false;
      }
      at = found + parts[i].length();
    }
    return name.length() - last.length() >= at && name.endsWith(last);
  }
}
