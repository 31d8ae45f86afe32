/**
 * Runs one backfill to its end, or any that nobody runs, as a Spring Batch job in a process of its
 * own.
 *
 * <p>The steps are plan, ranges (in parallel), superseded results, complete. Each range is judged
 * in the transaction of its step, on the data source that also holds Spring Batch's tables; it is
 * scanned on a follower where there is one and that was not ruled out. A process that dies leaves
 * confirmed ranges confirmed; the next one takes the lease when it has expired, tells Spring Batch
 * that the dead execution has failed, and judges the ranges that are left. What may succeed next
 * time is repeated with growing pauses. A follower that is away or lags is waited for without any
 * transaction being open on the leader, or given up in favour of the leader, as was asked for. So
 * many ranges are judged at once as landings bear.
 */
@NullMarked
package dev.fencepost.backfill;

import org.jspecify.annotations.NullMarked;
