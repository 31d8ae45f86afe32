/** What a benchmark answers: medians, spreads, and ratios with the goals they are held against. */
@NullMarked
package dev.fencepost.bench.report;

import org.jspecify.annotations.NullMarked;
