/**
 * How soon after it was sent a finding has its results, at fixed parts of the highest rate.
 *
 * <p>Records are sent at times that are fixed beforehand, and measured from these times, so a
 * landing that stands still is seen in everything that was due meanwhile.
 */
@NullMarked
package dev.fencepost.bench.freshness;

import org.jspecify.annotations.NullMarked;
