/**
 * How much a backfill disturbs landings, on the leader and on a hot standby.
 *
 * <p>The same open load lands all the time. What is compared is how long the landing job's flushes
 * take while a backfill judges, as the job itself logs it, and what the backfill's scan touched of
 * the primary, as the primary itself counts it by statement.
 */
@NullMarked
package dev.fencepost.bench.isolation;

import org.jspecify.annotations.NullMarked;
