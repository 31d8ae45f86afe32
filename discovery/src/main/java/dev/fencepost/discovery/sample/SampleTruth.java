package dev.fencepost.discovery.sample;

import dev.fencepost.core.detection.InfoType;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What is in the sample.
 *
 * @param matches for the key of every file, how many values of each type were planted in it; types
 *     that are missing must not be found there, whatever looks like them
 */
public record SampleTruth(NavigableMap<String, Map<InfoType, Long>> matches) {

  public SampleTruth {
    matches = Collections.unmodifiableNavigableMap(new TreeMap<>(matches));
  }

  /** How many pairs of a file and a type there are, which is how many kinds of findings. */
  public long objectsWithType() {
    return matches.values().stream().mapToLong(Map::size).sum();
  }
}
