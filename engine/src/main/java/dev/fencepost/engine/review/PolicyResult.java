package dev.fencepost.engine.review;

import java.time.Instant;

/**
 * A finding that matches a policy, or did.
 *
 * @param origin {@code BACKFILL} or {@code STREAM}: who opened it
 */
public record PolicyResult(
    String findingId,
    String infoType,
    double confidence,
    long matchCount,
    String datasource,
    String objectPath,
    String field,
    boolean open,
    String origin,
    int policyVersion,
    Instant openedAt,
    Instant updatedAt) {}
