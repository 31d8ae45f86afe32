package dev.fencepost.chaos.oracle;

import java.util.List;

/**
 * What the oracle found.
 *
 * @param records good records in the log
 * @param spoilt records that had to become dead letters
 * @param missing findings that match and have no open result
 * @param extra open results of findings that do not match or do not exist
 * @param stale open results over a version that is not the newest, or of a replaced policy version
 * @param frozen findings that were compared with the results of frozen policies
 * @param undecided of these, how many the log leaves open; both verdicts are right for them
 * @param doubled verdicts that were written twice with effect
 * @param afterStop results that a policy opened after it was paused or retired
 * @param lostDeadLetters spoilt records that are not kept
 * @param wrongDeadLetters kept records that nobody spoilt
 * @param unended tasks of the newest scans without a clean end
 * @param samples some of the differences, each in a line
 */
public record Verdict(
    long records,
    long spoilt,
    long missing,
    long extra,
    long stale,
    long frozen,
    long undecided,
    long doubled,
    long afterStop,
    long lostDeadLetters,
    long wrongDeadLetters,
    long unended,
    List<String> samples) {

  public Verdict {
    samples = List.copyOf(samples);
  }

  /** Whether nothing at all is wrong. */
  public boolean isExact() {
    return missing
            + extra
            + stale
            + doubled
            + afterStop
            + lostDeadLetters
            + wrongDeadLetters
            + unended
        == 0;
  }
}
