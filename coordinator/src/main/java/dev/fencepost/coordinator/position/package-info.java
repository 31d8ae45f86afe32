/**
 * Lands what is behind the last record of a partition and is no record: the markers of transactions
 * and the records of aborted ones.
 *
 * <p>The landing job learns of offsets only from records, so its position ends behind the last one,
 * while Kafka's end counts the rest. Here a partition that stands still is read by a reader of its
 * own, and what that one finds empty is landed as an empty range. It may be repeated, late or done
 * by several coordinators at once: an empty range stays empty.
 */
@NullMarked
package dev.fencepost.coordinator.position;

import org.jspecify.annotations.NullMarked;
