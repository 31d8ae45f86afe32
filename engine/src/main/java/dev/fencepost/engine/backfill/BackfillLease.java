package dev.fencepost.engine.backfill;

/**
 * The right to run a backfill, for as long as it is renewed.
 *
 * <p>Results never depend on it: two processes that judged the same ranges would write the same. It
 * keeps them from doing the work twice, and from writing each other's books.
 *
 * @param owner unique among all processes that run now
 * @param version the job's, raised by each claim: a write that names an older one is refused
 */
public record BackfillLease(long jobId, long activationId, String owner, long version) {}
