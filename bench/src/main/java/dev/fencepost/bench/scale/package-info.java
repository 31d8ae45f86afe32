/**
 * Whether rates and memory stay what they are: landings and backfills with more findings, applying
 * and dispatching with more policies.
 */
@NullMarked
package dev.fencepost.bench.scale;

import org.jspecify.annotations.NullMarked;
