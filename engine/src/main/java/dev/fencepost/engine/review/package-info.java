/**
 * What people look at: policies with their results, findings, and what stands beside them.
 *
 * <p>Everything here reads, except that a policy's description, severity and labels may change
 * without a fence: they decide no verdict. Lists are bounded; counts are of one moment.
 */
@NullMarked
package dev.fencepost.engine.review;

import org.jspecify.annotations.NullMarked;
