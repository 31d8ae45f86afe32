package dev.fencepost.engine.job;

import java.util.regex.Pattern;

/** What data sources, templates and node groups may be called. */
final class Names {

  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  private Names() {}

  /**
   * Returns the name.
   *
   * @throws RefusedException unless it is short and plain enough for paths, metrics and commands
   */
  static String checked(String what, String name) {
    if (!VALID.matcher(name).matches()) {
      throw new RefusedException(
          "The name \""
              + name
              + "\" of a "
              + what
              + " must be 1 to 63 letters, digits, dots, dashes or underscores, and begin with a"
              + " letter or a digit.");
    }
    return name;
  }
}
