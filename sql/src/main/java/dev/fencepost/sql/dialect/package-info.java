/**
 * What differs between PostgreSQL and YugabyteDB, in one place: key layouts, follower reads, ranges
 * and start-up checks. Which one answers is detected from the server, never configured.
 */
@NullMarked
package dev.fencepost.sql.dialect;

import org.jspecify.annotations.NullMarked;
