package dev.fencepost.discovery.classify;

import dev.fencepost.core.detection.InfoType;
import dev.fencepost.core.finding.Finding;
import dev.fencepost.discovery.detect.Hit;
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
  private final Fingerprints fingerprints;
  private final Set<String> fields = new HashSet<>();
  private final Map<Place, Count> counts =
      new TreeMap<>(Comparator.comparing(Place::field).thenComparing(Place::infoType));

  private record Place(String field, InfoType infoType) {}

  /**
   * @param evidence labels that stand for the best hit's value; the value itself is not kept
   */
  private record Count(long matches, Hit best, Map<String, String> evidence) {}

  public ObjectTally(ScannedSource source, String objectKey, Fingerprints fingerprints) {
    this.source = source;
    this.objectKey = objectKey;
    this.fingerprints = fingerprints;
  }

  /**
   * Counts a hit.
   *
   * @param field empty where the object has none
   * @param value what was hit; it is not kept
   */
  public void add(String field, Hit hit, String value) {
    boolean counted = fields.contains(field) || fields.size() < MOST_FIELDS;
    if (counted) {
      fields.add(field);
    }
    Place place = new Place(counted ? field : OTHER_FIELDS, hit.infoType());
    Count before = counts.get(place);
    if (before == null || hit.confidence() > before.best.confidence()) {
      long matches = before == null ? 1 : before.matches + 1;
      counts.put(place, new Count(matches, hit, evidence(hit, value)));
    } else {
      counts.put(place, new Count(before.matches + 1, before.best, before.evidence));
    }
  }

  private Map<String, String> evidence(Hit hit, String value) {
    Map<String, String> evidence = new HashMap<>();
    evidence.put("sample", MaskedSample.of(hit.infoType(), value));
    fingerprints.of(hit.infoType(), value).ifPresent(hash -> evidence.put("value_hash", hash));
    return evidence;
  }

  /**
   * The findings so far, in a stable order.
   *
   * @param labels what is known about the object; of the best match its reasons, a masked sample
   *     and, where there is a key, a keyed hash are added
   */
  public List<Finding> findings(Map<String, String> labels, Instant discoveredAt) {
    List<Finding> findings = new ArrayList<>(counts.size());
    counts.forEach((place, count) -> findings.add(finding(place, count, labels, discoveredAt)));
    return findings;
  }

  private Finding finding(
      Place place, Count count, Map<String, String> objectLabels, Instant discoveredAt) {
    Map<String, String> labels = new HashMap<>(objectLabels);
    labels.putAll(count.evidence);
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
