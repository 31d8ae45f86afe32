package dev.fencepost.engine.job;

import java.util.List;

/**
 * A scan as a person started it.
 *
 * @param jobIds one job for each node group
 */
public record MasterJob(long masterJobId, List<Long> jobIds) {}
