/**
 * The landing job on a Flink cluster: submitted, watched and stopped by its REST address.
 *
 * <p>At most one of them runs on a cluster. It may be stopped at any time: positions and results
 * are in the database, and the next one goes on from there.
 */
@NullMarked
package dev.fencepost.cli.stream;

import org.jspecify.annotations.NullMarked;
