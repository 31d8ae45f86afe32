package dev.fencepost.policy.judge;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.policy.condition.Outcome;

/** A compiled clause. */
@FunctionalInterface
interface Judgement {
  Outcome of(Finding finding);
}
