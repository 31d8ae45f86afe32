/**
 * A Flink session cluster as child processes: one JobManager with the dashboard, and TaskManagers
 * that can be killed and replaced.
 *
 * <p>The cluster starts from {@code flink-conf/session/config.yaml}, the same file that users copy;
 * addresses, folders and memory are overridden on the command line, because no start script
 * computes them here. A TaskManager that dies costs a restart from the last checkpoint. A
 * JobManager that dies takes its jobs with it; they are submitted again, and go on from where the
 * database stands.
 */
@NullMarked
package dev.fencepost.local.flink;

import org.jspecify.annotations.NullMarked;
