/**
 * The topic {@code job_control}: END_JOB says that all tasks of a job are final, and whoever reads
 * it makes the job final.
 *
 * <p>Sending is repeated until the job is final, reading is repeated after a failure, and both may
 * happen any number of times.
 */
@NullMarked
package dev.fencepost.coordinator.control;

import org.jspecify.annotations.NullMarked;
