package dev.fencepost.core.finding;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * What a policy may judge. No field is null: what a producer leaves out is the empty string, and
 * {@code match_count} is at least 1.
 *
 * @param id the producer's stable identity of the finding, unique over all data sources
 * @param infoType what was found, for example {@code US_SSN}
 * @param confidence 0.0 to 1.0, both included
 * @param matchCount how many matches this finding stands for
 * @param objectPath the object's key inside its data source, with {@code /} between parts
 * @param field the column or element inside the object; empty when the object has none
 * @param discoveredAt when discovery saw it, in microseconds as the database stores it
 * @param owner who answers for the data source
 * @param region where the data source is
 * @param object what the data source says of the object
 */
public record Finding(
    String id,
    String infoType,
    double confidence,
    long matchCount,
    String datasource,
    String nodeGroup,
    String objectPath,
    String field,
    Map<String, String> labels,
    Instant discoveredAt,
    String owner,
    String region,
    ObjectAttributes object) {

  public Finding {
    labels = Map.copyOf(labels);
    discoveredAt = discoveredAt.truncatedTo(ChronoUnit.MICROS);
  }

  /** The same finding with what is known of its data source and its object. */
  public Finding surroundedBy(String newOwner, String newRegion, ObjectAttributes newObject) {
    return new Finding(
        id,
        infoType,
        confidence,
        matchCount,
        datasource,
        nodeGroup,
        objectPath,
        field,
        labels,
        discoveredAt,
        newOwner,
        newRegion,
        newObject);
  }

  /** A finding as its producer sends it, which knows nothing of what surrounds it. */
  public Finding(
      String id,
      String infoType,
      double confidence,
      long matchCount,
      String datasource,
      String nodeGroup,
      String objectPath,
      String field,
      Map<String, String> labels,
      Instant discoveredAt) {
    this(
        id,
        infoType,
        confidence,
        matchCount,
        datasource,
        nodeGroup,
        objectPath,
        field,
        labels,
        discoveredAt,
        "",
        "",
        ObjectAttributes.UNKNOWN);
  }
}
