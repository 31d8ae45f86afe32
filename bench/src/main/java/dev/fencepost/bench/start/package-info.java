/** How long things take to start. */
@NullMarked
package dev.fencepost.bench.start;

import org.jspecify.annotations.NullMarked;
