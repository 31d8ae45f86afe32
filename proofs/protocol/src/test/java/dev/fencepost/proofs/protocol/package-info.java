/**
 * The protocol as an exhaustive test: a small explicit-state explorer drives the product's own pure
 * rules through every interleaving of small configurations.
 *
 * <p>A {@link dev.fencepost.proofs.protocol.State} is the committed database, the log, and what
 * each process has in its memory and its open transaction. Each actor names the steps that it could
 * take in a state; the {@link dev.fencepost.proofs.protocol.Explorer} takes all of them. What the
 * database does is written here as PostgreSQL does it under READ COMMITTED: row locks, a snapshot
 * for each statement, and rows looked at again after a wait. What is decided comes from {@code
 * core}. {@code docs/model.md} says what is explored and what is not.
 */
@NullMarked
package dev.fencepost.proofs.protocol;

import org.jspecify.annotations.NullMarked;
