package dev.fencepost.discovery.partition;

/**
 * How finely to cut. Where the wishes disagree, the limits per scope win over the number of scopes.
 *
 * @param wantedScopes about how many scopes to make
 * @param leastObjects fewer than these are not worth a scope of their own
 * @param mostObjects at most these in a scope
 * @param mostBytes at most these in a scope, unless one object alone is larger
 */
public record ScopePlan(int wantedScopes, long leastObjects, long mostObjects, long mostBytes) {

  public ScopePlan {
    if (wantedScopes < 1 || leastObjects < 1 || mostObjects < leastObjects || mostBytes < 1) {
      throw new IllegalArgumentException("a plan needs positive limits, the least below the most");
    }
  }
}
