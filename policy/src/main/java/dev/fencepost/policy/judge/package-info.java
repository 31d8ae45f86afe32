/**
 * Judging findings against a set of policies.
 *
 * <p>A {@link dev.fencepost.policy.judge.PolicySet} is built once for each policy generation. Tests
 * of a text against constants become hash look-ups, so that a finding meets only the policies that
 * can match it; those are compiled predicates, and what these do not cover is left to CEL's
 * runtime. {@link dev.fencepost.policy.judge.CelJudge} takes none of these short cuts: it is the
 * oracle that verification and the differential tests compare with.
 *
 * <p>On failure: an evaluation that fails is no match, and is counted for its policy. A set with a
 * condition that does not compile cannot be built; the exception names the policy.
 */
@NullMarked
package dev.fencepost.policy.judge;

import org.jspecify.annotations.NullMarked;
