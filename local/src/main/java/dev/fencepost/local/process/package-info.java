/**
 * Child processes: started with a log file and a record on disk, waited for, stopped, and found
 * again from another terminal.
 *
 * <p>A process is known by its id <em>and</em> the moment the kernel says it began, so a record
 * that outlived its process never points at a stranger that was given the same id later. A process
 * started {@link dev.fencepost.local.process.Lifetime#WITH_PARENT} is ended by the kernel when this
 * JVM dies, however it dies; a detached one stays until somebody stops it.
 */
@NullMarked
package dev.fencepost.local.process;

import org.jspecify.annotations.NullMarked;
