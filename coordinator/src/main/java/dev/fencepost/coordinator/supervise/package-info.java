/**
 * Sees to the landing job: one coordinator, under a lease, looks at the Flink cluster every two
 * seconds and submits the job again when it is wanted and gone.
 *
 * <p>A job that is submitted begins at {@code landing_progress}, so neither a savepoint nor a
 * checkpoint is needed. A job that fails again and again is submitted after growing pauses, and the
 * reason is kept for people. A supervisor that lost its lease, or whose wish was withdrawn while it
 * submitted, cancels what it submitted. A second job that is there nevertheless is cancelled when
 * it is seen.
 */
@NullMarked
package dev.fencepost.coordinator.supervise;

import org.jspecify.annotations.NullMarked;
