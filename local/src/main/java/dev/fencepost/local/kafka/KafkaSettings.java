package dev.fencepost.local.kafka;

import dev.fencepost.local.process.Lifetime;

/**
 * How to run the broker.
 *
 * @param port 0 for any free one
 * @param advertisedPort where clients are told to connect, for a proxy in between; 0 for the port
 *     itself
 */
public record KafkaSettings(int port, int advertisedPort, Lifetime lifetime) {

  /** On any free port, ending with this JVM. */
  public static KafkaSettings defaults() {
    return new KafkaSettings(0, 0, Lifetime.WITH_PARENT);
  }

  public KafkaSettings withPort(int wanted) {
    return new KafkaSettings(wanted, advertisedPort, lifetime);
  }

  public KafkaSettings withAdvertisedPort(int wanted) {
    return new KafkaSettings(port, wanted, lifetime);
  }

  public KafkaSettings withLifetime(Lifetime wanted) {
    return new KafkaSettings(port, advertisedPort, wanted);
  }
}
