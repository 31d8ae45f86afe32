/** What people and probes see of the coordinator over HTTP. */
@NullMarked
package dev.fencepost.coordinator.page;

import org.jspecify.annotations.NullMarked;
