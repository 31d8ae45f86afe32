package dev.fencepost.bench.detect;

import dev.fencepost.discovery.detect.Detectors;
import dev.fencepost.discovery.detect.Passage;
import dev.fencepost.discovery.sample.LookAlikes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** The same texts for every contestant: pages of labelled texts and look-alikes. */
record Workload(List<String> pages, long bytes) {

  private static final int PAGE = 16_384;
  private static final int LINES = 50_000;
  private static final Duration LEAST = Duration.ofSeconds(2);

  static Workload of(List<String> texts, long seed) {
    List<String> lines = new ArrayList<>(texts);
    lines.addAll(LookAlikes.lines(seed, LINES));
    List<String> pages = new ArrayList<>();
    StringBuilder page = new StringBuilder();
    for (String line : lines) {
      page.append(line).append('\n');
      if (page.length() >= PAGE) {
        pages.add(page.toString());
        page.setLength(0);
      }
    }
    pages.add(page.toString());
    long bytes = pages.stream().mapToLong(p -> p.getBytes(StandardCharsets.UTF_8).length).sum();
    return new Workload(List.copyOf(pages), bytes);
  }

  /** Scans all pages again and again until enough time has passed to be measured. */
  double megabytesPerSecond(ToLongFunction<List<String>> scan) {
    long start = System.nanoTime();
    long passes = 0;
    do {
      if (scan.applyAsLong(pages) == 0) {
        throw new IllegalStateException("nothing was found, so nothing was measured");
      }
      passes++;
    } while (System.nanoTime() - start < LEAST.toNanos());
    return passes * bytes / 1e6 / ((System.nanoTime() - start) / 1e9);
  }

  static long hits(Detectors detectors, List<String> pages) {
    long[] hits = {0};
    pages.forEach(page -> detectors.scan(Passage.of(page), hit -> hits[0]++));
    return hits[0];
  }
}
