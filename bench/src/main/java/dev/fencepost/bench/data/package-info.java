/** Seeded findings and policies: the same number gives the same thing in every process. */
@NullMarked
package dev.fencepost.bench.data;

import org.jspecify.annotations.NullMarked;
