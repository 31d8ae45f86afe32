/**
 * Connections, transactions and the one place that retries them.
 *
 * <p>Serialization failures, deadlocks and lost connections repeat the whole transaction with
 * growing pauses; what the database refuses for good is passed on. Work given to a transaction may
 * therefore run more than once.
 */
@NullMarked
package dev.fencepost.sql.transaction;

import org.jspecify.annotations.NullMarked;
