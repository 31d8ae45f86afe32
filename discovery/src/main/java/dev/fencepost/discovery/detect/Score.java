package dev.fencepost.discovery.detect;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How sure one is of a hit: what its detector saw in it, and what the surroundings say. Scans ask
 * for the confidence alone; the steps that explain it are noted by the same arithmetic.
 */
public record Score(Base base, Context context) {

  /** Below this a candidate is not reported: a coin would be as good. */
  public static final double FLOOR = 0.45;

  /** What a word that speaks for a candidate leaves of the doubt. */
  private static final double DOUBT_LEFT = 0.4;

  /** What a word that speaks against a candidate leaves of the confidence. */
  private static final double CONFIDENCE_LEFT = 0.5;

  /**
   * One step of the arithmetic.
   *
   * @param confidence after this step
   */
  public record Step(String because, double confidence) {}

  /** 0.0 to 1.0, in hundredths. */
  public double confidence() {
    return confidence(null);
  }

  /** How the confidence came about; the last step's is the result. */
  public List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    confidence(steps);
    return steps;
  }

  private double confidence(@Nullable List<Step> noted) {
    double confidence = note(noted, base.confidence(), base.because());
    confidence =
        switch (context.verdict()) {
          case RAISES -> note(noted, 1 - (1 - confidence) * DOUBT_LEFT, saying("for"));
          case LOWERS -> note(noted, confidence * CONFIDENCE_LEFT, saying("against"));
          case SILENT -> confidence;
        };
    return rounded(confidence);
  }

  private double note(@Nullable List<Step> noted, double confidence, String because) {
    if (noted != null) {
      noted.add(new Step(because, rounded(confidence)));
    }
    return confidence;
  }

  private String saying(String side) {
    return "a word speaks " + side + " it";
  }

  private static double rounded(double confidence) {
    return Math.round(confidence * 100) / 100.0;
  }

  boolean isEnough() {
    return confidence() >= FLOOR;
  }

  public Set<Reason> reasons() {
    Set<Reason> reasons = EnumSet.noneOf(Reason.class);
    reasons.addAll(base.reasons());
    switch (context.verdict()) {
      case RAISES -> reasons.add(Reason.CONTEXT);
      case LOWERS -> reasons.add(Reason.DOUBTFUL_CONTEXT);
      case SILENT -> {}
    }
    return reasons;
  }
}
