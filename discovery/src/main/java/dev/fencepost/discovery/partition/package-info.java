/**
 * Partitioning: cutting a listing into scopes of similar work.
 *
 * <p>The scopes cover every key there can be, not only those seen, so an object that appears after
 * the listing still belongs to exactly one of them.
 */
@NullMarked
package dev.fencepost.discovery.partition;

import org.jspecify.annotations.NullMarked;
