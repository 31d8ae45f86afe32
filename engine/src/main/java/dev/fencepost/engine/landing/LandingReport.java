package dev.fencepost.engine.landing;

/**
 * What one landing did.
 *
 * @param landed records taken
 * @param applied findings whose newest version this is
 * @param judged verdicts, one for each applied finding and armed policy
 * @param opened results written as open
 * @param ignoredZombie records another landing had made durable before
 * @param ignoredStale records of other attempts, consumed tasks and swept scans
 * @param generation of the policies that judged
 */
public record LandingReport(
    long landed,
    long applied,
    long judged,
    long opened,
    long closed,
    long deadLetters,
    long ignoredZombie,
    long ignoredStale,
    long sweptFindings,
    long generation) {

  static LandingReport nothing(long generation) {
    return new LandingReport(0, 0, 0, 0, 0, 0, 0, 0, 0, generation);
  }

  LandingReport plus(LandingReport other) {
    return new LandingReport(
        landed + other.landed,
        applied + other.applied,
        judged + other.judged,
        opened + other.opened,
        closed + other.closed,
        deadLetters + other.deadLetters,
        ignoredZombie + other.ignoredZombie,
        ignoredStale + other.ignoredStale,
        sweptFindings + other.sweptFindings,
        Math.max(generation, other.generation));
  }
}
