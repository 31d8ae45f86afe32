package dev.fencepost.coordinator.position;

import dev.fencepost.engine.landing.Lander;
import dev.fencepost.engine.landing.Standstill;
import dev.fencepost.sql.transaction.Database;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.KafkaException;

/** Moves positions that stand still up to the next readable record, or to the end. */
public final class PositionRounds implements AutoCloseable {

  /** Longer than the landing job takes for a batch, so that it is not read for in vain. */
  private static final Duration STANDSTILL = Duration.ofSeconds(3);

  private final Database database;
  private final Standstill standstill;
  private final CommittedReader kafka;
  private final MeterRegistry metrics;

  /**
   * @param database whose connections are named as those of landings are, so that one that freezes
   *     with a partition's turn is ended like them
   */
  public PositionRounds(String kafka, Database database, MeterRegistry metrics) {
    this.database = database;
    this.standstill = new Standstill(database);
    this.kafka = new CommittedReader(kafka);
    this.metrics = metrics;
  }

  /**
   * Looks once at every partition that stands still.
   *
   * @throws KafkaException when the broker is away
   */
  public void round() {
    for (Standstill.Source source : standstill.longerThan(STANDSTILL)) {
      if (!kafka.knows(source.clusterId(), source.topicId(), source.topic())) {
        continue;
      }
      Map<Integer, Long> reached = kafka.read(source.topic(), source.nextOffsets());
      // Asked again, because the topic may have been recreated before it was read.
      if (!reached.isEmpty() && kafka.knows(source.clusterId(), source.topicId(), source.topic())) {
        pass(source, reached);
      }
    }
  }

  private void pass(Standstill.Source source, Map<Integer, Long> reached) {
    Lander lander = new Lander(database, source.sourceNo(), source.topic());
    new TreeMap<>(reached)
        .forEach(
            (partition, to) -> {
              long from = source.nextOffsets().getOrDefault(partition, to);
              if (lander.pass(partition, from, to)) {
                metrics.counter("fencepost.offsets.passed").increment((double) (to - from));
              }
            });
  }

  @Override
  public void close() {
    kafka.close();
  }
}
