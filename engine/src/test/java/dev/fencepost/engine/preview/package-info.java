/** Previews on a real database. */
@NullMarked
package dev.fencepost.engine.preview;

import org.jspecify.annotations.NullMarked;
