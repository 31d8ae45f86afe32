/**
 * The local stack: PostgreSQL, Kafka, a Flink cluster with the landing job, the coordinator and its
 * workers, and on demand a standby of the database, as processes below one folder.
 *
 * <p>Either everything runs or nothing does: a start that fails or is interrupted stops what it had
 * started.
 */
@NullMarked
package dev.fencepost.cli.stack;

import org.jspecify.annotations.NullMarked;
