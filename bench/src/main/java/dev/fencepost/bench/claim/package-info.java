/** How quickly tasks are claimed and reported, whatever waits in the queue. */
@NullMarked
package dev.fencepost.bench.claim;

import org.jspecify.annotations.NullMarked;
