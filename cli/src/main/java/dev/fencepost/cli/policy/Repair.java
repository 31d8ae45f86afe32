package dev.fencepost.cli.policy;

import dev.fencepost.cli.backfill.BackfillRun;
import dev.fencepost.cli.connection.Addresses;
import dev.fencepost.cli.session.Session;
import dev.fencepost.engine.fence.Activation;
import dev.fencepost.engine.fence.PolicyDraft;
import dev.fencepost.engine.review.PolicyCatalog;
import dev.fencepost.engine.review.PolicyState;
import dev.fencepost.engine.verify.PolicyCheck;
import java.time.Duration;
import java.util.List;

/**
 * Judges again what verify found wrong, the way every policy is judged: a new version of the same
 * condition under a new fence, and its backfill. No result is written by hand.
 */
record Repair(Session session, Addresses addresses) {

  private static final Duration LIMIT = Duration.ofHours(24);

  /** Returns when the policies have their new versions and are caught up. */
  void run(List<PolicyCheck> wrong) {
    PolicyCatalog catalog = new PolicyCatalog(addresses.database());
    List<PolicyDraft> drafts =
        wrong.stream().map(check -> draft(catalog.get(check.policy()))).toList();
    Activation activation =
        new Application(session.terminal(), addresses, session.actor())
            .activate(drafts, "repair: verify found differences");
    for (Activation.Version version : activation.versions()) {
      session
          .terminal()
          .say(
              "judging "
                  + version.name()
                  + " again as version "
                  + version.version()
                  + " under fence "
                  + activation.generation());
    }
    new BackfillRun(session, addresses).run(activation.jobId(), LIMIT);
    new CatchingUp(addresses.database(), session.terminal())
        .await(drafts.stream().map(PolicyDraft::name).toList(), LIMIT);
  }

  private static PolicyDraft draft(PolicyState policy) {
    return new PolicyDraft(
        policy.name(),
        policy.condition(),
        policy.requiresStreamingUpdates(),
        policy.severity(),
        policy.description(),
        policy.labels(),
        policy.contentHash());
  }
}
