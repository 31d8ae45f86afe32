/** A short run of faults on the real processes. */
@NullMarked
package dev.fencepost.cli.chaos;

import org.jspecify.annotations.NullMarked;
