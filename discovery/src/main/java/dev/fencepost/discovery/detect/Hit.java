package dev.fencepost.discovery.detect;

import dev.fencepost.core.detection.InfoType;
import java.util.Set;

/**
 * One match in a text, without the text.
 *
 * @param start offset of the first character (UTF-16 units)
 * @param end offset behind the last character
 * @param confidence 0.0 to 1.0
 */
public record Hit(InfoType infoType, long start, long end, double confidence, Set<Reason> reasons) {

  public Hit {
    if (start < 0 || end <= start || !(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException(
          "impossible hit: " + infoType + " " + start + ".." + end + " " + confidence);
    }
    reasons = Set.copyOf(reasons);
  }

  Hit shifted(long by) {
    return by == 0 ? this : new Hit(infoType, start + by, end + by, confidence, reasons);
  }

  boolean overlaps(Hit other) {
    return start < other.end && other.start < end;
  }
}
