/**
 * Fences: the transactions that change which policies judge.
 *
 * <p>Each raises the policy generation and takes every partition's turn before it acts, so that no
 * landing is in flight that judges by the old set. The positions it finds are the cut-off:
 * everything before them is in the database for the backfill, everything after them will pass a
 * landing that judges by the new set. A failure leaves nothing; a request that is repeated with the
 * same id gives the first answer.
 */
@NullMarked
package dev.fencepost.engine.fence;

import org.jspecify.annotations.NullMarked;
