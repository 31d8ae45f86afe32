/**
 * Conditions: CEL expressions over one finding, checked once and then run in several ways.
 *
 * <p>A condition's source text is the only form that is stored or sent anywhere; each process
 * compiles it anew, since CEL's programs cannot be serialised. Compiling checks names and types
 * against the declared {@code finding}, applies the limits of {@link
 * dev.fencepost.policy.condition.ConditionLimits}, and reads the checked expression into {@link
 * dev.fencepost.policy.condition.Clause}s. A clause has exactly CEL's meaning; what has no clause
 * of its own stays an {@link dev.fencepost.policy.condition.Clause.Opaque} that CEL's runtime
 * evaluates. Index, push-down and compiled predicates are all made from these clauses, so there is
 * one place where CEL's meaning is read.
 *
 * <p>On failure: a condition that does not compile is a list of {@link
 * dev.fencepost.policy.condition.ConditionProblem}s with line, column and the nearest valid name.
 * An evaluation that fails, for example on a label that a finding lacks, is {@link
 * dev.fencepost.policy.condition.Outcome#ERROR}: the finding does not match.
 */
@NullMarked
package dev.fencepost.policy.condition;

import org.jspecify.annotations.NullMarked;
