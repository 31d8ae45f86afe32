/**
 * Explaining a verdict: the clauses of a condition, each with the values it looked at and what came
 * of it. Everything is evaluated by CEL's own runtime.
 */
@NullMarked
package dev.fencepost.policy.explain;

import org.jspecify.annotations.NullMarked;
