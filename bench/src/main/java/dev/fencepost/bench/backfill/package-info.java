/**
 * Judging history: a backfill against one hand-written statement, and against what people write
 * with general tools.
 *
 * <p>All read the same findings from the same durable server, which a hot standby follows all the
 * time, and write the same number of rows into the same indexed table. Between turns that table is
 * emptied, a checkpoint is written and the standby catches up, so that every turn begins equal.
 *
 * <p>Times are those of the work. Each contestant is a process or a session of its own that says
 * when it begins and ends; the start of a Java process is left out for all of them alike.
 */
@NullMarked
package dev.fencepost.bench.backfill;

import org.jspecify.annotations.NullMarked;
