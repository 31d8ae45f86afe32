package dev.fencepost.engine.fence;

import dev.fencepost.core.policy.PolicyStatus;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.transaction.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Activates, pauses and retires policies, each in one transaction that is a fence. */
public final class Fence {

  private final Database database;

  public Fence(Database database) {
    this.database = database;
  }

  /**
   * Takes the activation fence for policies; a policy that exists gets a new version which replaces
   * its current one.
   *
   * @throws IllegalArgumentException when two drafts have the same name
   * @throws PolicyStateException when a landing does not understand the conditions' language level
   */
  public Activation activate(ActivationRequest request) {
    long names = request.policies().stream().map(PolicyDraft::name).distinct().count();
    if (names != request.policies().size()) {
      throw new IllegalArgumentException("a policy is named twice in one activation");
    }
    return database.transact(
        "take a fence",
        tx -> {
          Optional<Activation> earlier = ActivationStore.find(tx, request.requestId());
          if (earlier.isPresent()) {
            return earlier.get();
          }
          List<CurrentVersion> replaced =
              CurrentVersion.lockRangesOf(
                  tx, request.policies().stream().map(PolicyDraft::name).toList());
          GenerationTurn turn = GenerationTurn.take(tx);
          // A second request of the same id may have waited for the turn together with this one.
          earlier = ActivationStore.find(tx, request.requestId());
          if (earlier.isPresent()) {
            return earlier.get();
          }
          requireLanguageLevel(tx, request.policies());
          return ActivationStore.add(tx, request, turn, replaced);
        });
  }

  /**
   * Stops judging; the results stay as they are. Activating the policy again resumes it with a new
   * version.
   */
  public void pause(String name, String actor, @Nullable String reason) {
    change(name, PolicyStatus.PAUSED, actor, reason);
  }

  /** Ends a policy; its results stay as they are and count as history. */
  public void retire(String name, String actor, @Nullable String reason) {
    change(name, PolicyStatus.RETIRED, actor, reason);
  }

  private void change(String name, PolicyStatus next, String actor, @Nullable String reason) {
    database.transact(
        next == PolicyStatus.PAUSED ? "pause a policy" : "retire a policy",
        tx -> {
          List<CurrentVersion> found = CurrentVersion.lockRangesOf(tx, List.of(name));
          if (found.isEmpty()) {
            throw new UnknownPolicyException(name);
          }
          CurrentVersion current = found.get(0);
          if (current.status() == next) {
            return 0;
          }
          if (!current.status().canBecome(next)) {
            throw new PolicyStateException(
                "policy '" + name + "' is " + current.status() + " and can not become " + next);
          }
          GenerationTurn turn = GenerationTurn.take(tx);
          Jdbc.update(
              tx,
              """
              UPDATE policy_versions SET status = ?, frozen_offsets = NULL
              WHERE policy_id = ? AND version = ?
              """,
              next,
              current.policyId(),
              current.version());
          return Jdbc.update(
              tx,
              """
              INSERT INTO audit_log (actor, action, subject, reason, detail)
              VALUES (?, ?, ?, ?, jsonb_build_object('version', ?, 'generation', ?))
              """,
              actor,
              next.name().toLowerCase(java.util.Locale.ROOT),
              name,
              reason,
              current.version(),
              turn.generation());
        });
  }

  /**
   * A landing that understands only an older language would refuse to go on, so the fence is
   * refused instead. Partitions of a topic that was given up have no landing any more.
   */
  private static void requireLanguageLevel(Connection tx, List<PolicyDraft> policies)
      throws SQLException {
    int needed = policies.stream().mapToInt(PolicyDraft::languageLevel).max().orElse(0);
    int lowest =
        Jdbc.one(
            tx,
            """
            SELECT coalesce(min(nullif(language_level, 0)), ?) FROM landing_progress
            WHERE source_no = (SELECT max(source_no) FROM landing_progress)
            """,
            row -> row.getInt(1),
            needed);
    if (lowest < needed) {
      throw new PolicyStateException(
          "the running landing job understands policies up to language level "
              + lowest
              + "; upgrade it before applying policies of level "
              + needed);
    }
  }
}
