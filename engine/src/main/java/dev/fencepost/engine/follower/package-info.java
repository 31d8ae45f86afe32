/**
 * Reading on a hot standby instead of the leader: whether a server is one, and whether it shows
 * enough.
 *
 * <p>A standby that is away, or too far behind, is no failure: whoever may read on the leader does.
 */
@NullMarked
package dev.fencepost.engine.follower;

import org.jspecify.annotations.NullMarked;
