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
 */
@NullMarked
package dev.fencepost.local.postgres;

import org.jspecify.annotations.NullMarked;
