package dev.fencepost.engine.verify;

import dev.fencepost.core.policy.ResultVersion;
import dev.fencepost.engine.finding.FindingRow;
import dev.fencepost.engine.verify.PolicyCheck.Difference;
import dev.fencepost.engine.verify.PolicyCheck.Sample;
import dev.fencepost.policy.condition.Condition;
import dev.fencepost.policy.condition.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares one policy's open results with the truth, a finding at a time, and keeps count. */
final class Comparison {

  private static final int SAMPLES_AT_MOST = 5;

  private final VersionUnderCheck version;
  private final Condition condition;
  private final Map<Difference, Long> differences = new EnumMap<>(Difference.class);
  private final List<Sample> samples = new ArrayList<>();
  private long judged;
  private long errors;

  Comparison(VersionUnderCheck version) {
    this.version = version;
    this.condition = Condition.compile(version.condition()).orElseThrow();
  }

  long policyId() {
    return version.policyId();
  }

  /** How many findings CEL's runtime has judged here. */
  long judged() {
    return judged;
  }

  /** How many of them it could not judge. */
  long errors() {
    return errors;
  }

  /**
   * Judges one finding that the version answers for, by CEL's own runtime.
   *
   * @param row null when a result names a finding that is not there
   * @param open this policy's open result for it, null when there is none
   */
  void compare(String findingId, @Nullable FindingRow row, @Nullable OpenResult open) {
    boolean matches = row != null && matches(row);
    if (matches && open == null) {
      count(Difference.MISSING, findingId, "it matches and has no open result");
    } else if (!matches && open != null) {
      count(Difference.EXTRA, findingId, extra(row));
    } else if (open != null && row != null && isStale(row, open)) {
      count(
          Difference.STALE,
          findingId,
          "its result is over "
              + open.version()
              + ", but the newest is "
              + new ResultVersion(version.version(), row.version()));
    }
  }

  private boolean matches(FindingRow row) {
    if (row.deleted()) {
      return false;
    }
    judged++;
    Outcome outcome = condition.judge(row.finding());
    errors += outcome == Outcome.ERROR ? 1 : 0;
    return outcome.matches();
  }

  private boolean isStale(FindingRow row, OpenResult open) {
    return !open.version().equals(new ResultVersion(version.version(), row.version()));
  }

  private static String extra(@Nullable FindingRow row) {
    if (row == null) {
      return "its result is open, but there is no such finding";
    }
    return row.deleted()
        ? "its result is open, but it is gone from its source"
        : "its result is open, but it does not match";
  }

  private void count(Difference difference, String findingId, String detail) {
    long before = differences.merge(difference, 1L, Long::sum) - 1;
    if (before < SAMPLES_AT_MOST) {
      samples.add(new Sample(difference, findingId, detail));
    }
  }

  /**
   * What was found.
   *
   * @param checked findings that were judged, whoever did it
   * @param failed of these, how many could not be evaluated
   * @param changedSinceFreeze findings that the version does not answer for any more
   */
  PolicyCheck result(long checked, long failed, long changedSinceFreeze) {
    return new PolicyCheck(
        version.policy(),
        version.version(),
        version.status(),
        version.scope(),
        checked,
        judged,
        differences.getOrDefault(Difference.MISSING, 0L),
        differences.getOrDefault(Difference.EXTRA, 0L),
        differences.getOrDefault(Difference.STALE, 0L),
        failed,
        changedSinceFreeze,
        samples);
  }
}
