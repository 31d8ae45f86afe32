package dev.fencepost.cli.policy;

import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.engine.fence.UnknownPolicyException;
import dev.fencepost.engine.review.PolicyCatalog;
import dev.fencepost.engine.review.PolicyState;
import dev.fencepost.policy.condition.NearestName;

/** A policy by its name, or what was probably meant. */
final class KnownPolicy {

  private KnownPolicy() {}

  /**
   * @throws CommandFailure when there is none of that name
   */
  static PolicyState get(PolicyCatalog catalog, String name) {
    try {
      return catalog.get(name);
    } catch (UnknownPolicyException unknown) {
      String suggestion =
          NearestName.suggestion(name, catalog.list().stream().map(PolicyState::name).toList());
      throw CommandFailure.notFound(
          "there is no policy '"
              + name
              + "'; "
              + (suggestion.isEmpty() ? "'fencepost policy list' shows all" : suggestion));
    }
  }
}
