/**
 * The life of a policy's version and the rule by which one verdict replaces another.
 *
 * <p>A version is armed in the stream from its fence on. A version that is retired, paused,
 * replaced or frozen changes no result any more.
 */
@NullMarked
package dev.fencepost.core.policy;

import org.jspecify.annotations.NullMarked;
