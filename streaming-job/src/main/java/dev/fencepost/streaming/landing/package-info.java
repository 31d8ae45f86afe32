/**
 * Puts records into batches and lands them.
 *
 * <p>A batch of a partition covers the read positions from the end of the last batch to behind the
 * newest record, gaps included. All partitions of a task land together: before each checkpoint,
 * when the batch is full, and shortly after its first record. Nothing is kept over a restart;
 * reading begins again at what the database holds.
 */
@NullMarked
package dev.fencepost.streaming.landing;

import org.jspecify.annotations.NullMarked;
