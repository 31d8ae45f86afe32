/**
 * The proof: computing the truth from the landed findings and comparing it with the results.
 *
 * <p>One read-only snapshot is read once, findings and results side by side in the order of their
 * keys, so memory does not grow with the tables. Every verdict comes from CEL's own runtime, not
 * from the index or the SQL that the stream and the backfill use. Nothing is changed, whatever is
 * found.
 */
@NullMarked
package dev.fencepost.engine.verify;

import org.jspecify.annotations.NullMarked;
