/**
 * How fast a backfill may be: it gives way to landings, and never stops for ever.
 *
 * <p>The rule only looks at times that landings took. When they are unknown, because nothing lands
 * or nobody notes them, a backfill goes at full speed.
 */
@NullMarked
package dev.fencepost.core.pace;

import org.jspecify.annotations.NullMarked;
