/**
 * Judging findings against many policies on one core: Fencepost's compiled set, CEL's own runtime,
 * and Lucene's Monitor, which finds the stored queries that match a document.
 *
 * <p>All three judge the same conditions, and what each says of a sample is compared before
 * anything is timed. Each turn is a process of its own, which JMH starts.
 */
@NullMarked
package dev.fencepost.bench.policies;

import org.jspecify.annotations.NullMarked;
