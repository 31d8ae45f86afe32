package dev.fencepost.cli.policy;

import dev.fencepost.cli.session.Await;
import dev.fencepost.cli.session.Progress;
import dev.fencepost.cli.session.Terminal;
import dev.fencepost.core.policy.PolicyStatus;
import dev.fencepost.engine.fence.CatchUp;
import dev.fencepost.engine.review.PolicyCatalog;
import dev.fencepost.engine.review.PolicyState;
import dev.fencepost.sql.transaction.Database;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Waits until policies are caught up: history judged, and all from before the fence landed. */
public record CatchingUp(Database database, Terminal terminal) {

  /**
   * @param names of policies; all of them when empty
   */
  public void await(List<String> names, Duration limit) {
    PolicyCatalog catalog = new PolicyCatalog(database);
    CatchUp catchUp = new CatchUp(database);
    try (Progress progress = new Progress(terminal, "catching up")) {
      int total =
          Await.first(
              "policies to catch up (backfill complete, and everything from before the fence"
                  + " landed)",
              limit,
              () -> {
                catchUp.check();
                List<PolicyState> watched =
                    catalog.list().stream()
                        .filter(policy -> names.isEmpty() || names.contains(policy.name()))
                        .filter(CatchingUp::canCatchUp)
                        .toList();
                List<PolicyState> waiting =
                    watched.stream().filter(policy -> policy.caughtUpAt() == null).toList();
                progress.at(
                    watched.size() - waiting.size(),
                    watched.size(),
                    waiting.stream().map(PolicyState::name).collect(Collectors.joining(", ")));
                return waiting.isEmpty() ? Optional.of(watched.size()) : Optional.empty();
              });
      progress.done(total + " policies are caught up");
    }
  }

  /** A paused or retired one never will. */
  private static boolean canCatchUp(PolicyState policy) {
    return policy.status() != PolicyStatus.PAUSED && policy.status() != PolicyStatus.RETIRED;
  }
}
