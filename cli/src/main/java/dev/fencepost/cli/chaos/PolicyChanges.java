package dev.fencepost.cli.chaos;

import dev.fencepost.chaos.history.DirectRecords;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.topic.TopicEnds;
import dev.fencepost.cli.topic.Topics;
import dev.fencepost.core.fence.Offsets;
import dev.fencepost.engine.fence.ActivationRequest;
import dev.fencepost.engine.fence.Fence;
import dev.fencepost.engine.fence.PolicyDraft;
import dev.fencepost.engine.fence.PolicyStateException;
import dev.fencepost.engine.fence.UnknownPolicyException;
import dev.fencepost.engine.review.LandedTopics;
import dev.fencepost.sql.transaction.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Applies, changes, pauses and retires policies, again and again. */
final class PolicyChanges implements Runnable {

  private static final List<String> NAMES = List.of("p1", "p2", "p3", "p4", "p5", "once1", "once2");
  private static final List<String> CONDITIONS =
      List.of(
          "finding.info_type == 'US_SSN'",
          "finding.confidence >= 0.6",
          "finding.labels['public'] == 'true'",
          "finding.match_count > 3 || finding.info_type == 'EMAIL_ADDRESS'",
          "finding.object_path.matches('[a-m]') && finding.confidence > 0.3",
          "finding.datasource != '" + DirectRecords.DATASOURCE + "'");

  private final Database database;
  private final String kafka;
  private final Random random;
  private final AtomicBoolean stopping;
  private int requests;

  PolicyChanges(Database database, String kafka, long seed, AtomicBoolean stopping) {
    this.database = database;
    this.kafka = kafka;
    this.random = new Random(seed);
    this.stopping = stopping;
  }

  /** How many fences were taken for new versions. */
  int activations() {
    return requests;
  }

  @Override
  public void run() {
    Fence fence = new Fence(database);
    apply(fence, NAMES);
    while (!stopping.get()) {
      try {
        Thread.sleep(1_500 + random.nextInt(4_000));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      change(fence);
    }
  }

  private void change(Fence fence) {
    String one = NAMES.get(random.nextInt(NAMES.size()));
    try {
      switch (random.nextInt(6)) {
        case 0 -> fence.pause(one, "chaos", "seeded");
        case 1 -> fence.retire(one, "chaos", "seeded");
        default -> apply(fence, NAMES.stream().filter(name -> random.nextInt(3) == 0).toList());
      }
    } catch (PolicyStateException | UnknownPolicyException refused) {
      // A policy that is stopped already cannot be stopped in every way once more.
    }
  }

  private void apply(Fence fence, List<String> names) {
    List<PolicyDraft> drafts = new ArrayList<>();
    for (String name : names) {
      boolean once = name.startsWith("once");
      String condition = CONDITIONS.get(random.nextInt(CONDITIONS.size()));
      drafts.add(new PolicyDraft(name, condition, !once, "high", "", Map.of(), condition));
    }
    if (!drafts.isEmpty()) {
      fence.activate(
          new ActivationRequest("chaos-" + requests, "chaos", null, drafts, brokerEnds()));
      requests++;
    }
  }

  /** Null while Kafka does not answer, as a command of a user would have it. */
  private @Nullable Offsets brokerEnds() {
    try (Topics topics = new Topics(kafka)) {
      TopicEnds ends = topics.ends(Topics.FINDINGS);
      return new LandedTopics(database)
          .sourceNo(ends.clusterId(), ends.topicId())
          .map(ends::of)
          .orElse(null);
    } catch (CommandFailure away) {
      return null;
    }
  }
}
