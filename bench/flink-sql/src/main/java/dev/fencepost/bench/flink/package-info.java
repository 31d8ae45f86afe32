/** The process in which Flink SQL runs as a peer. */
@NullMarked
package dev.fencepost.bench.flink;

import org.jspecify.annotations.NullMarked;
