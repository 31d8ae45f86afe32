/** Time that passes only when a test says so. */
@NullMarked
package dev.fencepost.testkit.time;

import org.jspecify.annotations.NullMarked;
