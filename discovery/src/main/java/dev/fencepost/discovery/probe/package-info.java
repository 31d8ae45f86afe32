/**
 * A short look at a data source, in a process with the worker's class path.
 *
 * <p>The command line has no drivers of its own, so it starts this program, and tells it the
 * configuration on its input: arguments are shown to everybody.
 */
@NullMarked
package dev.fencepost.discovery.probe;

import org.jspecify.annotations.NullMarked;
