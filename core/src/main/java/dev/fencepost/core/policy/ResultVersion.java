package dev.fencepost.core.policy;

import dev.fencepost.core.finding.FindingVersion;
import java.util.Comparator;

/**
 * Which version of a policy judged which version of a finding. A result is replaced only by one
 * that is newer: by a later version of the policy, then by a later version of the finding.
 */
public record ResultVersion(int policyVersion, FindingVersion finding)
    implements Comparable<ResultVersion> {

  private static final Comparator<ResultVersion> ORDER =
      Comparator.comparingInt(ResultVersion::policyVersion).thenComparing(ResultVersion::finding);

  @Override
  public int compareTo(ResultVersion other) {
    return ORDER.compare(this, other);
  }

  public boolean isNewerThan(ResultVersion other) {
    return compareTo(other) > 0;
  }
}
