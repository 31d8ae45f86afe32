package dev.fencepost.discovery.content;

import java.util.HashSet;
import java.util.Set;

/**
 * Names of fields as they may be written down. Names come from the data: they can be values (an
 * object keyed by e-mail address), of any length, and of any number.
 */
final class FieldNames {

  private static final int LONGEST = 64;
  private static final int MOST_REMEMBERED = 1000;

  private final ContentSink sink;
  private final Set<String> harmless = new HashSet<>();

  FieldNames(ContentSink sink) {
    this.sink = sink;
  }

  /**
   * The name, cut and cleaned; or an asterisk if it is itself something sensitive, now reported.
   */
  String shown(String parent, String name) {
    if (harmless.contains(name)) {
      return clean(name);
    }
    if (sink.value(parent, name) > 0 || ContentSink.isLikeValue(name)) {
      return ContentSink.CONCEALED;
    }
    if (harmless.size() < MOST_REMEMBERED && name.length() <= LONGEST) {
      harmless.add(name);
    }
    return clean(name);
  }

  private static String clean(String name) {
    String cut = name.length() <= LONGEST ? name : name.substring(0, LONGEST - 1) + "…";
    StringBuilder clean = new StringBuilder(cut.length());
    for (int i = 0; i < cut.length(); i++) {
      char c = cut.charAt(i);
      clean.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
    }
    return clean.toString();
  }
}
