package dev.fencepost.policy.file;

import dev.fencepost.core.finding.Finding;

/**
 * A test that a policy file brings along.
 *
 * @param finding what the file gives, and neutral values for what it leaves out: empty texts,
 *     confidence 1.0, one match, size 0, no labels, the start of 1970
 * @param line of the file, 1 for the first
 */
public record PolicyTest(String name, Finding finding, boolean matches, int line) {}
