/** Commands about what was found; the values themselves are never stored and never shown. */
@NullMarked
package dev.fencepost.cli.finding;

import org.jspecify.annotations.NullMarked;
