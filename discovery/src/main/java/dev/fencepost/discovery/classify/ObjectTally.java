package dev.fencepost.discovery.classify;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.discovery.detect.Hit;
import dev.fencepost.discovery.detect.InfoType;
import dev.fencepost.discovery.detect.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts the hits in one object. Its size is bounded: further fields are counted together. */
public final class ObjectTally {

  /** Stands for the fields of an object that has too many of them. */
  public static final String OTHER_FIELDS = "(other fields)";

  static final int MOST_FIELDS = 200;

  private final ScannedSource source;
  private final String objectKey;
  private final Set<String> fields = new HashSet<>();
  private final Map<Place, Count> counts =
      new TreeMap<>(Comparator.comparing(Place::field).thenComparing(Place::infoType));

  private record Place(String field, InfoType infoType) {}

  private record Count(long matches, Hit best) {

    Count plus(Count other) {
      boolean better = other.best.confidence() > best.confidence();
      return new Count(matches + other.matches, better ? other.best : best);
    }
  }

  public ObjectTally(ScannedSource source, String objectKey) {
    this.source = source;
    this.objectKey = objectKey;
  }

  /** Counts a hit; the field is empty where the object has none. */
  public void add(String field, Hit hit) {
    boolean counted = fields.contains(field) || fields.size() < MOST_FIELDS;
    if (counted) {
      fields.add(field);
    }
    Place place = new Place(counted ? field : OTHER_FIELDS, hit.infoType());
    counts.merge(place, new Count(1, hit), Count::plus);
  }

  /**
   * The findings so far, in a stable order.
   *
   * @param labels what is known about the object; the reasons of the best match are added
   */
  public List<Finding> findings(Map<String, String> labels, Instant discoveredAt) {
    List<Finding> findings = new ArrayList<>(counts.size());
    counts.forEach((place, count) -> findings.add(finding(place, count, labels, discoveredAt)));
    return findings;
  }

  private Finding finding(
      Place place, Count count, Map<String, String> objectLabels, Instant discoveredAt) {
    Map<String, String> labels = new HashMap<>(objectLabels);
    labels.put(
        "reasons",
        count.best.reasons().stream().sorted().map(Reason::label).collect(Collectors.joining(",")));
    return new Finding(
        FindingIds.of(source.datasource(), objectKey, place.field(), place.infoType()),
        place.infoType().name(),
        count.best.confidence(),
        count.matches,
        source.datasource(),
        source.nodeGroup(),
        objectKey,
        place.field(),
        labels,
        discoveredAt);
  }
}
