/** Tests of the coordinator on a real database and a real broker. */
@NullMarked
package dev.fencepost.coordinator;

import org.jspecify.annotations.NullMarked;
