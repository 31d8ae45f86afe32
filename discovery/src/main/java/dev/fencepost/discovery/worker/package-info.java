/**
 * The worker: claims tasks, lists or reads its part of a data source, sends what it finds to Kafka
 * and reports to the database. It keeps nothing.
 *
 * <p>It claims a few tasks at once while they are short (ClaimSize). A second thread prolongs the
 * lease of the task at work and gives back those that wait behind it for long. A worker that cannot
 * reach the database stops its task by its own clock before the database would give it away. When
 * Kafka or the database is away it waits with growing pauses, says so once, and reports the attempt
 * as failed without fault; when it is killed, the task's lease runs out and another worker tries
 * again.
 */
@NullMarked
package dev.fencepost.discovery.worker;

import org.jspecify.annotations.NullMarked;
