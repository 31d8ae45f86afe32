/**
 * The Flink job that lands findings: Kafka source, landing sink, nothing between them.
 *
 * <p>The job adds no rules: what a landing does is {@link dev.fencepost.engine.landing}. It sees to
 * it that records of a partition reach the landing in order, that each flush covers the read
 * positions since the last one, and that reading begins where the database stands, whatever a
 * checkpoint says.
 *
 * <p>When a task or a machine dies Flink starts it again; reading begins at {@code
 * landing_progress}, and what its predecessor may still be landing is dropped by the landing
 * transaction. When Kafka or the database is away the job waits, in place at first and through
 * restarts with growing pauses then, for ever. When the topic is not the one that was landed
 * before, or data is gone that never landed, the job ends as failed with a sentence, because only
 * an operator can decide.
 */
@NullMarked
package dev.fencepost.streaming;

import org.jspecify.annotations.NullMarked;
