/**
 * The keeper: a small process that starts the other processes of a home again when they died.
 *
 * <p>It starts only what is {@linkplain dev.fencepost.local.process.ChildProcess#keep kept}, with
 * the same command, ports and lifetime as before, and nothing once it was asked to end. A process
 * that dies again soon after its start is started again after growing pauses, without end. A
 * process that stands still is not dead; leases and heartbeats deal with that one. Nobody keeps the
 * keeper: while it is away, what dies stays dead, and nothing else changes.
 */
@NullMarked
package dev.fencepost.local.keep;

import org.jspecify.annotations.NullMarked;
