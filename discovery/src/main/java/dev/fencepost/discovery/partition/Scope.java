package dev.fencepost.discovery.partition;

import dev.fencepost.discovery.connector.KeyRange;

/**
 * One task's part of a data source.
 *
 * @param objects how many were listed in it
 * @param bytes their size as stored
 */
public record Scope(KeyRange range, long objects, long bytes) {}
