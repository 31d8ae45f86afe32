/**
 * Hostile conditions and findings, from a kept corpus and from seeds, for comparing every way of
 * judging with CEL's own runtime.
 */
@NullMarked
package dev.fencepost.proofs.policies;

import org.jspecify.annotations.NullMarked;
