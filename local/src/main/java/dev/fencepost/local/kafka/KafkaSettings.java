package dev.fencepost.local.kafka;

import dev.fencepost.local.process.Lifetime;

/**
 * How to run the broker.
 *
 * @param port 0 for any free one
 */
public record KafkaSettings(int port, Lifetime lifetime) {

  /** On any free port, ending with this JVM. */
  public static KafkaSettings defaults() {
    return new KafkaSettings(0, Lifetime.WITH_PARENT);
  }

  public KafkaSettings withPort(int wanted) {
    return new KafkaSettings(wanted, lifetime);
  }

  public KafkaSettings withLifetime(Lifetime wanted) {
    return new KafkaSettings(port, wanted);
  }
}
