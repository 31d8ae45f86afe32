/**
 * Detectors: what in a text is sensitive, how sure that is, and why.
 *
 * <p>A detector sees a passage and reports offsets, a confidence and reasons; the value itself
 * never leaves it. Every detector is linear in the length of the passage: a cheap scan finds
 * candidates, and only those are validated. Text of any length is read in windows that overlap, and
 * a hit near a border is reported once.
 */
@NullMarked
package dev.fencepost.discovery.detect;

import org.jspecify.annotations.NullMarked;
