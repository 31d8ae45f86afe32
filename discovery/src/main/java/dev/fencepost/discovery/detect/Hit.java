package dev.fencepost.discovery.detect;

import dev.fencepost.core.detection.InfoType;
import java.util.Set;

/**
 * One match in a text, without the text.
 *
 * @param start offset of the first character (UTF-16 units)
 * @param end offset behind the last character
 */
public record Hit(InfoType infoType, long start, long end, Score score) {

  public Hit {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException("impossible hit: " + infoType + " " + start + ".." + end);
    }
  }

  /** 0.0 to 1.0. */
  public double confidence() {
    return score.confidence();
  }

  public Set<Reason> reasons() {
    return score.reasons();
  }

  Hit shifted(long by) {
    return by == 0 ? this : new Hit(infoType, start + by, end + by, score);
  }

  boolean overlaps(Hit other) {
    return start < other.end && other.start < end;
  }
}
