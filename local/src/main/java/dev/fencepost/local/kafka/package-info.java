/**
 * A Kafka broker with its controller in one child process, on data that survive it.
 *
 * <p>The folder is formatted when it has no {@code meta.properties}, which formatting writes last.
 * After a crash the broker recovers its logs by itself; whatever was acknowledged is there. Topics
 * are created by whoever needs them, never by a mistyped name.
 */
@NullMarked
package dev.fencepost.local.kafka;

import org.jspecify.annotations.NullMarked;
