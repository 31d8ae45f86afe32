/**
 * The fencepost command: noun, then verb.
 *
 * <p>Commands translate between words on a command line and the engine's use cases; they decide
 * nothing themselves. Data go to standard output, everything said to people to standard error. A
 * failure ends in one sentence and an exit code; see {@link dev.fencepost.cli.failure.ExitCode}.
 */
@NullMarked
package dev.fencepost.cli;

import org.jspecify.annotations.NullMarked;
