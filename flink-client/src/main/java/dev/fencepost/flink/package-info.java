/**
 * A client of Flink's REST interface: bring a jar, run a job of it, look at it, stop it.
 *
 * <p>It works with any cluster, not only the local one, and holds nothing but an address. What the
 * cluster refuses becomes a {@link dev.fencepost.flink.FlinkRefused} whose message is the innermost
 * reason that Flink gave.
 */
@NullMarked
package dev.fencepost.flink;

import org.jspecify.annotations.NullMarked;
