package dev.fencepost.engine.record;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Labels as {@link LabelsJson} writes them, in UTF-8, kept for maps that come again: the decoder
 * gives equal labels the same map. Used by one thread.
 */
public final class LabelsBytes {

  private static final int KEPT = 1 << 12;

  /** Longer ones are written each time. */
  private static final int MOST_BYTES = 512;

  private final @Nullable Known[] kept = new @Nullable Known[KEPT];

  private static final class Known {

    private final Map<String, String> labels;
    private final byte[] json;

    private Known(Map<String, String> labels) {
      this.labels = labels;
      this.json = LabelsJson.write(labels).getBytes(StandardCharsets.UTF_8);
    }
  }

  /** The array itself: callers must not change it. */
  @SuppressWarnings("ReferenceEquality") // Comparing what the maps hold would take longer.
  public byte[] of(Map<String, String> labels) {
    int place = System.identityHashCode(labels) & (KEPT - 1);
    Known known = kept[place];
    if (known == null || known.labels != labels) {
      known = new Known(labels);
      if (known.json.length <= MOST_BYTES) {
        kept[place] = known;
      }
    }
    return known.json;
  }
}
