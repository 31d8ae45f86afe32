package dev.fencepost.engine.review;

import org.jspecify.annotations.Nullable;

/**
 * Which findings to list; null where anything will do. Findings that are gone are never listed.
 *
 * @param pathPrefix how the object's path begins
 */
public record FindingFilter(
    @Nullable String infoType, @Nullable String datasource, @Nullable String pathPrefix) {

  public static final FindingFilter ALL = new FindingFilter(null, null, null);
}
