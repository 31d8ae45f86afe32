/**
 * The landing transaction: makes a range of a partition durable, judges it, and moves the
 * partition's position.
 *
 * <p>Holding the partition's row of {@code landing_progress} is having its turn. A landing that
 * comes late finds its range landed and drops it; one that would leave a gap fails loudly. Offsets
 * behind a partition's last record that hold no readable one are landed as an empty range. When
 * anything goes wrong nothing of the batch is visible, and the same batch may be given again. A row
 * the database refuses for good becomes a dead letter and the rest lands.
 */
@NullMarked
package dev.fencepost.engine.landing;

import org.jspecify.annotations.NullMarked;
