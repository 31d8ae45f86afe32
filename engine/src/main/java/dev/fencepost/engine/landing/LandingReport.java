package dev.fencepost.engine.landing;

/**
 * What one landing did.
 *
 * @param landed records taken
 * @param applied findings whose newest version this is
 * @param retold findings that changed because their object did
 * @param judged verdicts, one for each applied finding and armed policy
 * @param opened results written as open
 * @param ignoredZombie records another landing had made durable before
 * @param ignoredStale records of other attempts, consumed tasks and swept scans
 * @param sweptObjects objects that were forgotten
 * @param generation of the policies that judged
 */
public record LandingReport(
    long landed,
    long applied,
    long retold,
    long judged,
    long opened,
    long closed,
    long deadLetters,
    long ignoredZombie,
    long ignoredStale,
    long sweptFindings,
    long sweptObjects,
    long generation) {

  static LandingReport nothing(long generation) {
    return new LandingReport(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, generation);
  }

  /** Records that were taken, without what was done about them. */
  static LandingReport ofRecords(
      long landed, long deadLetters, long ignoredZombie, long ignoredStale, long generation) {
    return new LandingReport(
        landed, 0, 0, 0, 0, 0, deadLetters, ignoredZombie, ignoredStale, 0, 0, generation);
  }

  static LandingReport ofSweep(long closed, long findings, long objects, long generation) {
    return new LandingReport(0, 0, 0, 0, 0, closed, 0, 0, 0, findings, objects, generation);
  }

  LandingReport plus(LandingReport other) {
    return new LandingReport(
        landed + other.landed,
        applied + other.applied,
        retold + other.retold,
        judged + other.judged,
        opened + other.opened,
        closed + other.closed,
        deadLetters + other.deadLetters,
        ignoredZombie + other.ignoredZombie,
        ignoredStale + other.ignoredStale,
        sweptFindings + other.sweptFindings,
        sweptObjects + other.sweptObjects,
        Math.max(generation, other.generation));
  }
}
