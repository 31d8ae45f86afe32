package dev.fencepost.coordinator.loop;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** What the loops of a coordinator wait for, for people who ask why something stands still. */
final class Troubles {

  private final String nodeId;
  private final Map<String, String> byLoop = new ConcurrentHashMap<>();

  Troubles(String nodeId) {
    this.nodeId = nodeId;
  }

  /** The same round, which notes when it fails for Kafka and that it works again. */
  Runnable noting(String loop, Runnable round) {
    return () -> {
      try {
        round.run();
        byLoop.remove(loop);
      } catch (KafkaException e) {
        byLoop.put(loop, "Kafka does not answer the coordinator " + nodeId);
        throw e;
      }
    };
  }

  /** Null when nothing is wrong. */
  @Nullable String now() {
    return byLoop.values().stream().sorted().findFirst().orElse(null);
  }
}
