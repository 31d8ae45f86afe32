package dev.fencepost.policy.judge;

import dev.fencepost.core.finding.Finding;

/** Knows by one term of a finding which conditions are false for it. */
interface CandidateFilter {

  /** Takes them out of a set of conditions; an error is never taken out. */
  void ruleOut(Finding finding, long[] candidates);
}
