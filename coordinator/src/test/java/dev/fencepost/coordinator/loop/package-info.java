/** Tests of the loops. */
@NullMarked
package dev.fencepost.coordinator.loop;

import org.jspecify.annotations.NullMarked;
