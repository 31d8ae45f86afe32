package dev.fencepost.engine.review;

/**
 * How many results a policy has.
 *
 * @param openByBackfill of the open ones, those that the backfill opened
 * @param openByStream of the open ones, those that the stream opened
 */
public record ResultCounts(long open, long closed, long openByBackfill, long openByStream) {}
