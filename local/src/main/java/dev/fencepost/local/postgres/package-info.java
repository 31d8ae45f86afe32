/**
 * A durable PostgreSQL server as a child process.
 *
 * <p>The server is launched here rather than by a test library, because those switch fsync off and
 * attach silently to a server that an earlier run left behind. A server that survived its JVM is
 * found by the data folder it works in and stopped before a new one starts; a data folder that was
 * only half created is never used, because it gets its name last.
 *
 * <p>Only the loopback interface is listened on. The role {@code fencepost} needs no password and
 * is no superuser; the superuser's password lies in a file that only its owner reads.
 *
 * <p>A standby is a copy of the primary's data that follows it by streaming replication through a
 * slot. Killed, it goes on from where it was; it is copied anew when its data are of another
 * database, or when the primary no longer has the log that it needs.
 */
@NullMarked
package dev.fencepost.local.postgres;

import org.jspecify.annotations.NullMarked;
