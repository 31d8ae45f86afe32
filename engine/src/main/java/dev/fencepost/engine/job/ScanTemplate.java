package dev.fencepost.engine.job;

import java.time.Instant;

/** A scan that can be started by name. */
public record ScanTemplate(String name, ScanSpecification specification, Instant createdAt) {}
