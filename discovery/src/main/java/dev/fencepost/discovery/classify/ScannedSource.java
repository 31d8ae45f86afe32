package dev.fencepost.discovery.classify;

/** Whose objects are classified: the names that every finding carries. */
public record ScannedSource(String datasource, String nodeGroup) {}
