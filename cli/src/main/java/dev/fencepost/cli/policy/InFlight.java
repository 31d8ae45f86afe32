package dev.fencepost.cli.policy;

import dev.fencepost.cli.connection.Addresses;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.topic.TopicEnds;
import dev.fencepost.cli.topic.Topics;
import dev.fencepost.core.fence.SourcePartition;
import dev.fencepost.engine.fence.CatchUp;
import dev.fencepost.engine.review.LandedTopics;
import dev.fencepost.sql.transaction.Database;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Records that Kafka holds and that have not landed: no difference, because they will be judged.
 */
record InFlight(Addresses addresses, Database database) {

  /** How many offsets lie ahead of the landing; empty when Kafka or its topic is not known. */
  OptionalLong records() {
    Optional<String> kafka = addresses.kafkaIfKnown();
    if (kafka.isEmpty()) {
      return OptionalLong.empty();
    }
    try (Topics topics = new Topics(kafka.get())) {
      TopicEnds ends = topics.ends(Topics.FINDINGS);
      return new LandedTopics(database)
          .sourceNo(ends.clusterId(), ends.topicId())
          .map(source -> OptionalLong.of(ahead(source, ends)))
          .orElse(OptionalLong.empty());
    } catch (CommandFailure away) {
      return OptionalLong.empty();
    }
  }

  private long ahead(int source, TopicEnds ends) {
    Map<SourcePartition, Long> landed = database.transact("read the positions", CatchUp::positions);
    long ahead = 0;
    for (Map.Entry<Integer, Long> end : ends.nextOffsets().entrySet()) {
      long next = landed.getOrDefault(new SourcePartition(source, end.getKey()), 0L);
      ahead += Math.max(0, end.getValue() - next);
    }
    return ahead;
  }
}
