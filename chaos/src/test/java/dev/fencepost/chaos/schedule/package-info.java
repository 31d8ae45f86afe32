/** Tests of what a seed decides. */
@NullMarked
package dev.fencepost.chaos.schedule;

import org.jspecify.annotations.NullMarked;
