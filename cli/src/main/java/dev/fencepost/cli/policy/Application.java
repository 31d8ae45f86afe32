package dev.fencepost.cli.policy;

import dev.fencepost.cli.connection.Addresses;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.session.Terminal;
import dev.fencepost.cli.topic.TopicEnds;
import dev.fencepost.cli.topic.Topics;
import dev.fencepost.core.fence.Offsets;
import dev.fencepost.engine.fence.Activation;
import dev.fencepost.engine.fence.ActivationRequest;
import dev.fencepost.engine.fence.Fence;
import dev.fencepost.engine.fence.PolicyDraft;
import dev.fencepost.engine.review.LandedTopics;
import dev.fencepost.engine.review.PolicyCatalog;
import dev.fencepost.sql.transaction.Database;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Applies changes: descriptions as they are, everything that judges under one fence. */
public record Application(Terminal terminal, Addresses addresses, String actor) {

  /** Empty when nothing needed a fence. */
  public Optional<Activation> apply(List<PolicyChange> changes, @Nullable String reason) {
    Database database = addresses.database();
    PolicyCatalog catalog = new PolicyCatalog(database);
    for (PolicyChange change : changes) {
      if (change.kind() == PolicyChange.Kind.DESCRIBED) {
        catalog.describe(change.draft(), actor, reason);
      }
    }
    List<PolicyChange> judging = changes.stream().filter(c -> c.kind().needsFence()).toList();
    if (judging.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(activate(judging.stream().map(PolicyChange::draft).toList(), reason));
  }

  /** Takes one fence for all of them, changed or not. */
  Activation activate(List<PolicyDraft> drafts, @Nullable String reason) {
    Database database = addresses.database();
    return new Fence(database)
        .activate(
            new ActivationRequest(
                UUID.randomUUID().toString(),
                actor,
                reason,
                drafts,
                brokerEnds(database).orElse(null)));
  }

  /** What existed in Kafka when the policies were made; unknown while Kafka is away. */
  private Optional<Offsets> brokerEnds(Database database) {
    Optional<String> kafka = addresses.kafkaIfKnown();
    if (kafka.isEmpty()) {
      return Optional.empty();
    }
    try (Topics topics = new Topics(kafka.get())) {
      TopicEnds ends = topics.ends(Topics.FINDINGS);
      return new LandedTopics(database).sourceNo(ends.clusterId(), ends.topicId()).map(ends::of);
    } catch (CommandFailure away) {
      terminal.warn(
          away.getMessage()
              + "; the fence is taken without the ends of the topic, and the policies"
              + " count as caught up when their backfill is complete");
      return Optional.empty();
    }
  }
}
