/** Contestants that take turns, and what their turns gave. */
@NullMarked
package dev.fencepost.bench.contest;

import org.jspecify.annotations.NullMarked;
