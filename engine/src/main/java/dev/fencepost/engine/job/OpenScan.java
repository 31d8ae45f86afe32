package dev.fencepost.engine.job;

import java.time.Instant;

/**
 * What a producer needs to send the records of a scan: everything that stands in them beside what
 * it found, and where they go.
 *
 * @param partitions how many the topic has, for clients that choose a partition by a key
 * @param expiresAt when the scan is given up unless it was closed
 */
public record OpenScan(
    long masterJobId,
    long jobId,
    long taskId,
    int attempt,
    long scanEpoch,
    String datasource,
    String nodeGroup,
    String topic,
    int partition,
    int partitions,
    Instant expiresAt) {}
