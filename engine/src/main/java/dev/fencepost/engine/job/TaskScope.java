package dev.fencepost.engine.job;

import org.jspecify.annotations.Nullable;

/**
 * A part of a data source: keys from {@code from}, included, to {@code to}, excluded.
 *
 * @param from empty for the first key there can be
 * @param to null for no end
 */
public record TaskScope(String from, @Nullable String to) {}
