/**
 * The judge of a chaos run.
 *
 * <p>It shares nothing with the way findings take through the product: it reads the Kafka log with
 * a parser of its own, keeps the newest record of each finding in memory, and asks CEL. Of the
 * database it reads what policies there are, and the results that it compares.
 */
@NullMarked
package dev.fencepost.chaos.oracle;

import org.jspecify.annotations.NullMarked;
