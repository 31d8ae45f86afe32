/** What a fence costs while landings go on at full speed. */
@NullMarked
package dev.fencepost.bench.fence;

import org.jspecify.annotations.NullMarked;
