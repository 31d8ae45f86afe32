/** How long to wait before trying again. */
@NullMarked
package dev.fencepost.core.retry;

import org.jspecify.annotations.NullMarked;
