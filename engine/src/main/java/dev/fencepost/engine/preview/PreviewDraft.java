package dev.fencepost.engine.preview;

import dev.fencepost.policy.condition.Condition;
import dev.fencepost.policy.pushdown.Pushdown;
import dev.fencepost.policy.pushdown.SqlCondition;

/**
 * A condition that a policy might have.
 *
 * @param name of the policy; one that does not exist yet has no open results
 */
public record PreviewDraft(String name, Condition condition) {

  /** What the database is asked of the findings, as {@code f}. */
  SqlCondition pushed() {
    return Pushdown.of(condition, "f");
  }
}
