/**
 * Where the database, Kafka and Flink are.
 *
 * <p>An option beats the environment, and the environment beats the local stack that runs in the
 * home. The database's password is taken from the environment only, because everybody may read the
 * arguments of a process.
 */
@NullMarked
package dev.fencepost.cli.connection;

import org.jspecify.annotations.NullMarked;
