package dev.fencepost.bench.data;

/**
 * A part of a condition.
 *
 * @param share of all findings for which it is true
 */
record Term(String text, double share) {}
