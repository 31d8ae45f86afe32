package dev.fencepost.policy.judge;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.policy.condition.Outcome;

/** A compiled clause. */
@FunctionalInterface
interface Judgement {

  /** Nothing is left to be judged. */
  Judgement TRUE = finding -> Outcome.TRUE;

  Outcome of(Finding finding);
}
