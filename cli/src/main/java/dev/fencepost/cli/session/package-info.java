/**
 * What every command works with: where it speaks, what surrounds it, and how it waits.
 *
 * <p>Every wait has a limit and says what it waits for.
 */
@NullMarked
package dev.fencepost.cli.session;

import org.jspecify.annotations.NullMarked;
