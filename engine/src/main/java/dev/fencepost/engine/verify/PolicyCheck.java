package dev.fencepost.engine.verify;

import dev.fencepost.core.policy.PolicyStatus;
import java.util.List;

/**
 * What verifying one policy found.
 *
 * @param scope how much of it could be verified
 * @param checked findings that were judged
 * @param checkedByCel of these, how many CEL's own runtime judged; the others the index ruled out
 * @param missing findings whose newest version matches without an open result
 * @param extra open results whose finding is gone or does not match
 * @param stale open results that name another version of their finding or policy than the newest
 * @param errors findings that could not be evaluated, and so do not match
 * @param changedSinceFreeze findings that a frozen policy does not judge any more
 * @param samples a few of the differences
 */
public record PolicyCheck(
    String policy,
    int version,
    PolicyStatus status,
    Scope scope,
    long checked,
    long checkedByCel,
    long missing,
    long extra,
    long stale,
    long errors,
    long changedSinceFreeze,
    List<Sample> samples) {

  /** How much of a policy can be verified. */
  public enum Scope {
    /** All findings. */
    ALL,
    /** Its backfill is not complete: only what the stream has to judge. */
    STREAM_ONLY,
    /** It is frozen: only findings that have not changed since. */
    UNTIL_FREEZE,
    /** It is paused or retired. */
    SKIPPED
  }

  /** Why a result is wrong. */
  public enum Difference {
    MISSING,
    EXTRA,
    STALE
  }

  /**
   * One difference.
   *
   * @param detail what is stored and what should be, without anything of the finding's content
   */
  public record Sample(Difference difference, String findingId, String detail) {}

  public PolicyCheck {
    samples = List.copyOf(samples);
  }

  /** Whether nothing is wrong, as far as it could be verified. */
  public boolean isExact() {
    return missing == 0 && extra == 0 && stale == 0;
  }
}
