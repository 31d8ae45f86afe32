/**
 * Commands about policies: checked as files, applied under a fence, then watched, explained and
 * proven.
 *
 * <p>Nothing of a set of files is applied when one of them is wrong. A policy whose judging did not
 * change gets no new version; severity, description and labels change without a fence.
 */
@NullMarked
package dev.fencepost.cli.policy;

import org.jspecify.annotations.NullMarked;
