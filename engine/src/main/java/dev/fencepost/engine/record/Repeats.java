package dev.fencepost.engine.record;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Short texts and sets of labels that come again and again, so that each is made and kept in memory
 * once. What was seen last takes the place of what was there. Thread-safe without locks: all that
 * is kept is immutable, and who misses it makes it again.
 */
final class Repeats {

  private static final int TEXTS = 1 << 10;
  private static final int LABEL_SETS = 1 << 12;

  /** Of a text; bounds with the numbers above how much is kept. */
  private static final int MOST_CHARS = 32;

  private static final int MOST_LABELS = 8;

  private final @Nullable String[] texts = new @Nullable String[TEXTS];
  private final @Nullable LabelSet[] labelSets = new @Nullable LabelSet[LABEL_SETS];

  /**
   * Labels in the order in which they came.
   *
   * @param pairs each name with its value behind it
   */
  private record LabelSet(List<String> pairs, Map<String, String> labels) {}

  /** The text at the parser's position. */
  String text(JsonParser json) throws IOException {
    int length = json.getTextLength();
    if (length > MOST_CHARS) {
      return json.getText();
    }
    char[] chars = json.getTextCharacters();
    int from = json.getTextOffset();
    int hash = 0;
    for (int i = from; i < from + length; i++) {
      hash = 31 * hash + chars[i];
    }
    int place = place(hash, TEXTS);
    String known = texts[place];
    if (known == null || !isEqual(known, chars, from, length)) {
      known = new String(chars, from, length);
      texts[place] = known;
    }
    return known;
  }

  private static boolean isEqual(String text, char[] chars, int from, int length) {
    if (text.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) != chars[from + i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Labels as an immutable map.
   *
   * @param pairs each name, none of them twice, with its value behind it; not to be changed later
   */
  Map<String, String> labels(List<String> pairs) {
    if (pairs.size() > 2 * MOST_LABELS) {
      return map(pairs);
    }
    int place = place(pairs.hashCode(), LABEL_SETS);
    LabelSet known = labelSets[place];
    if (known == null || !known.pairs.equals(pairs)) {
      known = new LabelSet(pairs, map(pairs));
      if (areShort(pairs)) {
        labelSets[place] = known;
      }
    }
    return known.labels;
  }

  private static boolean areShort(List<String> texts) {
    for (String text : texts) {
      if (text.length() > MOST_CHARS) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, String> map(List<String> pairs) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.size(); i += 2) {
      map.put(pairs.get(i), pairs.get(i + 1));
    }
    return Map.copyOf(map);
  }

  private static int place(int hash, int places) {
    return (hash ^ (hash >>> 16)) & (places - 1);
  }
}
