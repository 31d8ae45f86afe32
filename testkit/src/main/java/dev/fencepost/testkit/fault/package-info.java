/** Faults that happen to processes: they are killed, they freeze, they go on. */
@NullMarked
package dev.fencepost.testkit.fault;

import org.jspecify.annotations.NullMarked;
