package dev.fencepost.discovery.detect;

import dev.fencepost.core.detection.DetectionSettings;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A set of detectors applied together: where their hits overlap, the more specific type remains.
 * Safe for many threads.
 */
public final class Detectors {

  /** Phone numbers of these are recognised where settings name no others. */
  public static final List<String> DEFAULT_REGIONS = List.of("US", "GB", "DE");

  private static final int SHORTEST = 6;
  private static final int CORE = 1 << 16;

  private final List<Detector> detectors;
  private final ReportRules rules;
  private final int core;

  private Detectors(List<Detector> detectors, ReportRules rules, int core) {
    this.detectors = detectors;
    this.rules = rules;
    this.core = core;
  }

  /** Every type there is, with phone numbers of the United States, Great Britain and Germany. */
  public static Detectors standard() {
    return of(DetectionSettings.EVERYTHING);
  }

  /**
   * What the settings ask for. They choose what is reported, not what is looked at: a type that
   * outranks another one does so unreported too, and names of fields that are sensitive are
   * recognised.
   *
   * @throws IllegalArgumentException if an allow pattern is none in RE2's syntax
   */
  public static Detectors of(DetectionSettings settings) {
    List<String> regions = settings.phoneRegions();
    List<Detector> detectors = all(regions.isEmpty() ? DEFAULT_REGIONS : regions);
    return new Detectors(detectors, new ReportRules(settings), CORE);
  }

  /** In the order of precedence. */
  private static List<Detector> all(List<String> phoneRegions) {
    return List.of(
        new PrivateKeyDetector(),
        new JwtDetector(),
        new AwsKeyDetector(),
        new UrlDetector(),
        new EmailDetector(),
        new IbanDetector(),
        new CreditCardDetector(),
        new IpDetector(),
        new SsnDetector(),
        new PhoneDetector(phoneRegions),
        new PasswordDetector());
  }

  /** The same detectors with windows of another size, which must not change what is found. */
  Detectors withWindow(int characters) {
    return new Detectors(detectors, rules, characters);
  }

  /**
   * Reports every hit in a short text, in the order of their start.
   *
   * @return how many there are, those included that the settings leave out of the report
   */
  public int scan(Passage passage, Consumer<Hit> found) {
    if (passage.text().length() < SHORTEST) {
      return 0;
    }
    List<Hit> hits = look(passage, false).withoutOverlaps(passage.text());
    for (Hit hit : hits) {
      if (isReported(hit, passage)) {
        found.accept(hit);
      }
    }
    return hits.size();
  }

  private boolean isReported(Hit hit, Passage passage) {
    return rules.outcome(hit, passage.text()) == Outcome.REPORTED;
  }

  private Hits look(Passage passage, boolean keepWeak) {
    Hits hits = new Hits(keepWeak);
    for (Detector detector : detectors) {
      detector.detect(passage, hits);
    }
    return hits;
  }

  /**
   * Reports all that was seen in a text and what became of it, in the order of their start. What is
   * {@link Outcome#REPORTED} is what {@link #scan(Passage, Consumer)} reports.
   */
  public List<Explained> explain(Passage passage) {
    if (passage.text().length() < SHORTEST) {
      return List.of();
    }
    Hits seen = look(passage, true);
    List<Explained> explained = new ArrayList<>();
    seen.tooWeak().forEach(hit -> explained.add(new Explained(hit, Outcome.BELOW_FLOOR)));
    Set<Hit> remaining = new HashSet<>(seen.withoutOverlaps(passage.text()));
    for (Hit hit : seen.inOrder()) {
      boolean remains = remaining.contains(hit);
      explained.add(
          new Explained(hit, remains ? rules.outcome(hit, passage.text()) : Outcome.OUTRANKED));
    }
    explained.sort(Comparator.comparingLong(one -> one.hit().start()));
    return explained;
  }

  /**
   * Reports every hit in a text of any length, in the order of their start; keeps a window of it in
   * memory. The reader is not closed.
   */
  public void scan(Reader text, WindowedHits found) throws IOException {
    Windows windows = new Windows(text, core);
    while (windows.advance()) {
      Passage window = Passage.of(windows.text());
      for (Hit hit : look(window, false).withoutOverlaps(window.text())) {
        if (windows.owns(hit) && isReported(hit, window)) {
          found.accept(window.text(), (int) hit.start(), hit.shifted(windows.offset()));
        }
      }
    }
  }

  /** Receives hits together with the window they were seen in, to look at what stands around. */
  public interface WindowedHits {

    /**
     * Takes one hit.
     *
     * @param window text around the hit
     * @param start where the hit starts in the window; {@link Hit#start()} counts from the
     *     beginning of the text
     */
    void accept(String window, int start, Hit hit);
  }
}
