package dev.fencepost.core.detection;

import java.util.List;

/**
 * What a scan asks of the hits of one type.
 *
 * @param minConfidence hits of less confidence are not reported, 0.0 to 1.0
 * @param allow regular expressions in RE2's syntax; a value that one of them matches as a whole is
 *     known to be harmless and is not reported
 */
public record TypeRule(double minConfidence, List<String> allow) {

  /** Every hit that a detector reports. */
  public static final TypeRule EVERYTHING = new TypeRule(0, List.of());

  public TypeRule {
    if (!(minConfidence >= 0 && minConfidence <= 1)) {
      throw new IllegalArgumentException("a confidence is 0.0 to 1.0, not " + minConfidence);
    }
    allow = List.copyOf(allow);
  }
}
