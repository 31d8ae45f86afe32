package dev.fencepost.policy.judge;

/**
 * A policy version that findings are to be judged against.
 *
 * @param condition the source text of the condition
 */
public record ArmedPolicy(long policyId, int version, String condition) {}
