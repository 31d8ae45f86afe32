package dev.fencepost.policy.judge;

import dev.fencepost.core.finding.Finding;

/** Knows by one term of a finding which conditions are false for it. */
interface CandidateFilter {

  /**
   * Takes them out of the candidates; an error is never taken out. Where a finding has nothing to
   * go by, those that ask for the term are said to be undecided.
   */
  void ruleOut(Finding finding, Candidates candidates);

  /**
   * Whether a part of a conjunction is true whenever the conjunction is neither ruled out by this
   * filter nor undecided.
   */
  boolean decides(Conjunction.Part part);
}
