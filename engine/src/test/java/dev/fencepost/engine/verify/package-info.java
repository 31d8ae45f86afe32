/** Verifying on a real database. */
@NullMarked
package dev.fencepost.engine.verify;

import org.jspecify.annotations.NullMarked;
