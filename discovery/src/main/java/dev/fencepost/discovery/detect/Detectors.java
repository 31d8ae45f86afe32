package dev.fencepost.discovery.detect;

import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.function.Consumer;

/**
 * A set of detectors applied together: where their hits overlap, the more specific type remains.
 * Safe for many threads.
 */
public final class Detectors {

  private static final List<String> REGIONS = List.of("US", "GB", "DE");
  private static final int SHORTEST = 6;
  private static final int CORE = 1 << 16;

  private final List<Detector> detectors;
  private final int core;

  private Detectors(List<Detector> detectors, int core) {
    this.detectors = List.copyOf(detectors);
    this.core = core;
  }

  /** Every type there is, with phone numbers of the United States, Great Britain and Germany. */
  public static Detectors standard() {
    return standard(REGIONS);
  }

  /**
   * Every type there is.
   *
   * @param phoneRegions ISO country codes whose national phone formats are recognised
   */
  public static Detectors standard(List<String> phoneRegions) {
    return of(
        List.of(
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
            new PasswordDetector()));
  }

  public static Detectors of(List<Detector> detectors) {
    return new Detectors(detectors, CORE);
  }

  /** The same detectors with windows of another size, which must not change what is found. */
  Detectors withWindow(int characters) {
    return new Detectors(detectors, characters);
  }

  /** Reports every hit in a short text, in the order of their start. */
  public void scan(Passage passage, Consumer<Hit> found) {
    if (passage.text().length() >= SHORTEST) {
      hits(passage).forEach(found);
    }
  }

  private List<Hit> hits(Passage passage) {
    Hits hits = new Hits();
    for (Detector detector : detectors) {
      detector.detect(passage, hits);
    }
    return hits.withoutOverlaps(passage.text());
  }

  /**
   * Reports every hit in a text of any length, in the order of their start; keeps a window of it in
   * memory. The reader is not closed.
   */
  public void scan(Reader text, WindowedHits found) throws IOException {
    char[] buffer = new char[core + 2 * Detector.REACH];
    int length = 0;
    int coreStart = 0;
    long offset = 0;
    boolean last = false;
    while (!last) {
      int read = fill(text, buffer, length);
      length += read;
      last = length < buffer.length;
      int coreEnd = last ? length : length - Detector.REACH;
      Passage window = Passage.of(new String(buffer, 0, length));
      for (Hit hit : hits(window)) {
        if (hit.start() >= coreStart && hit.start() < coreEnd) {
          found.accept(window.text(), (int) hit.start(), hit.shifted(offset));
        }
      }
      int dropped = Math.max(0, coreEnd - Detector.REACH);
      System.arraycopy(buffer, dropped, buffer, 0, length - dropped);
      length -= dropped;
      offset += dropped;
      coreStart = coreEnd - dropped;
    }
  }

  private static int fill(Reader text, char[] buffer, int from) throws IOException {
    int length = from;
    while (length < buffer.length) {
      int read = text.read(buffer, length, buffer.length - length);
      if (read < 0) {
        break;
      }
      length += read;
    }
    return length - from;
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
