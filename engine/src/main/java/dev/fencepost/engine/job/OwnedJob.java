package dev.fencepost.engine.job;

/**
 * A job under a lease, as its owner knows it.
 *
 * @param version the lease's: a write that names an older one than the job has is refused
 */
public record OwnedJob(long jobId, String owner, long version) {}
