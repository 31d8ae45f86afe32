/**
 * Judging history: everything that was durable when a policy's fence was taken.
 *
 * <p>The findings are cut into ranges once, at the start. Each range is scanned in a read-only
 * snapshot, on a follower where there is one, and its candidates are confirmed on the leader;
 * without a follower, conditions that the database can decide alone run as one statement. Ranges go
 * from PENDING to CONFIRMED. When all are confirmed, results that older versions of the policies
 * left open are closed, and one transaction gives the versions their final status.
 *
 * <p>Every step takes a {@link java.sql.Connection} inside a transaction and commits nothing, so
 * that whoever runs it adds its own restart position to the same transaction.
 *
 * <p>On failure: a range that was not confirmed is simply done again; doing a confirmed range again
 * changes nothing. A version that is retired, paused or replaced meanwhile drops out at the next
 * confirmation, because those operations lock the ranges first.
 */
@NullMarked
package dev.fencepost.engine.backfill;

import org.jspecify.annotations.NullMarked;
