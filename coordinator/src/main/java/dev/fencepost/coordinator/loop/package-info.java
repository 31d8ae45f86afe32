/** The loops that call the engine's use cases, each on a thread and a connection of its own. */
@NullMarked
package dev.fencepost.coordinator.loop;

import org.jspecify.annotations.NullMarked;
