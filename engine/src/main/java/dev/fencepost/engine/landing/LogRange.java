package dev.fencepost.engine.landing;

/**
 * What Kafka holds of a partition.
 *
 * @param start the first offset still there
 * @param end the offset the next record gets
 */
public record LogRange(long start, long end) {}
