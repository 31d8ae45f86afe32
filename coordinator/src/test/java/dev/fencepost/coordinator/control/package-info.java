/** Tests of the topic of finished jobs. */
@NullMarked
package dev.fencepost.coordinator.control;

import org.jspecify.annotations.NullMarked;
