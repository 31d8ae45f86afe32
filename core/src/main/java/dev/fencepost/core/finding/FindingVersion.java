package dev.fencepost.core.finding;

import java.util.Comparator;

/**
 * Orders the versions of one finding: a later scan of its data source wins, then a later
 * incarnation of the topic, then the later record.
 *
 * @param scanEpoch the data source's scan counter; 0 for producers that opened no scan
 * @param sourceNo the incarnation of the topic, see {@code landing_sources}
 * @param offset the record's offset in its partition
 */
public record FindingVersion(long scanEpoch, int sourceNo, long offset)
    implements Comparable<FindingVersion> {

  private static final Comparator<FindingVersion> ORDER =
      Comparator.comparingLong(FindingVersion::scanEpoch)
          .thenComparingInt(FindingVersion::sourceNo)
          .thenComparingLong(FindingVersion::offset);

  @Override
  public int compareTo(FindingVersion other) {
    return ORDER.compare(this, other);
  }

  public boolean isNewerThan(FindingVersion other) {
    return compareTo(other) > 0;
  }
}
