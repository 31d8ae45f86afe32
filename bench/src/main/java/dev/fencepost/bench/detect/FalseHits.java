package dev.fencepost.bench.detect;

import dev.fencepost.discovery.detect.Detectors;
import dev.fencepost.discovery.detect.Passage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Hits of any type in lines that hold nothing sensitive. */
record FalseHits(int lines, int hits) {

  static FalseHits of(Detectors detectors, List<String> lines) {
    int[] hits = {0};
    lines.forEach(line -> detectors.scan(Passage.of(line), hit -> hits[0]++));
    return new FalseHits(lines.size(), hits[0]);
  }

  /** Hits for each line. */
  double rate() {
    return (double) hits / lines;
  }

  Map<String, Object> asMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("lines", lines);
    map.put("hits", hits);
    map.put("rate", rate());
    return map;
  }
}
