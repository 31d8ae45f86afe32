/** Tests of positions on a real broker. */
@NullMarked
package dev.fencepost.coordinator.position;

import org.jspecify.annotations.NullMarked;
