package dev.fencepost.discovery.detect;

import java.util.List;
import java.util.Set;

/**
 * How sure a detector is of a kind of candidate before it looks at the surroundings. Each is a
 * constant of its detector.
 *
 * @param confidence 0.0 to 1.0
 * @param because what was checked, as the end of a sentence
 */
public record Base(double confidence, String because, Set<Reason> reasons) {

  public Base {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("a confidence is 0.0 to 1.0, not " + confidence);
    }
    reasons = Set.copyOf(reasons);
  }

  static Base of(double confidence, String because, Reason... reasons) {
    return new Base(confidence, because, Set.copyOf(List.of(reasons)));
  }
}
