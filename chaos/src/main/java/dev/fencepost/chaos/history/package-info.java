/** What a chaos run writes: records of a producer without scans, and files for scans. */
@NullMarked
package dev.fencepost.chaos.history;

import org.jspecify.annotations.NullMarked;
