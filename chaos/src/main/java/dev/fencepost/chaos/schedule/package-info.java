/** Which fault happens when: a pure function of the seed. */
@NullMarked
package dev.fencepost.chaos.schedule;

import org.jspecify.annotations.NullMarked;
