/**
 * Jobs and tasks and the states they go through.
 *
 * <p>A job belongs to at most one coordinator, a task to at most one worker; both are leases that
 * expire. When a holder fails, the next one continues: a job goes on where it is, a task starts
 * again with a higher attempt.
 */
@NullMarked
package dev.fencepost.core.job;

import org.jspecify.annotations.NullMarked;
