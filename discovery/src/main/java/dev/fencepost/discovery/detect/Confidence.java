package dev.fencepost.discovery.detect;

import dev.fencepost.core.detection.InfoType;
import dev.fencepost.discovery.detect.Vocabulary.Verdict;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/** How a base confidence and the surroundings make a hit, or none. */
final class Confidence {

  /** Below this a candidate is not reported: a coin would be as good. */
  static final double FLOOR = 0.45;

  private Confidence() {}

  /** Reports a hit if what speaks for it is enough. */
  static void report(
      InfoType type,
      int start,
      int end,
      double base,
      Verdict context,
      Set<Reason> reasons,
      Consumer<Hit> found) {
    Set<Reason> all = EnumSet.noneOf(Reason.class);
    all.addAll(reasons);
    double confidence =
        switch (context) {
          case RAISES -> {
            all.add(Reason.CONTEXT);
            yield 1 - (1 - base) * 0.4;
          }
          case LOWERS -> {
            all.add(Reason.DOUBTFUL_CONTEXT);
            yield base * 0.5;
          }
          case SILENT -> base;
        };
    double rounded = Math.round(confidence * 100) / 100.0;
    if (rounded >= FLOOR) {
      found.accept(new Hit(type, start, end, rounded, all));
    }
  }
}
