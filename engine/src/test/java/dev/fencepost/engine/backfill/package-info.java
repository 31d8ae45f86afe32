/** Backfills on a real database, beside a stream that changes the same findings. */
@NullMarked
package dev.fencepost.engine.backfill;

import org.jspecify.annotations.NullMarked;
