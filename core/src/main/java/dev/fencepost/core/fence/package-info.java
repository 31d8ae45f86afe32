/** The arithmetic of fences: which positions belong to history and which to the stream. */
@NullMarked
package dev.fencepost.core.fence;

import org.jspecify.annotations.NullMarked;
