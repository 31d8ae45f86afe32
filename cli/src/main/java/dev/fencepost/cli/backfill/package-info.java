/**
 * Commands about judging history.
 *
 * <p>A backfill runs in a process of its own and stands in the database with every range it has
 * done. When it is interrupted or killed, running it again goes on with the ranges that are left.
 */
@NullMarked
package dev.fencepost.cli.backfill;

import org.jspecify.annotations.NullMarked;
