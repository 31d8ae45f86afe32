package dev.fencepost.coordinator;

import dev.fencepost.core.landing.Incoming;
import dev.fencepost.core.landing.PartitionBatch;
import dev.fencepost.engine.landing.Lander;
import dev.fencepost.engine.landing.LandingSources;
import dev.fencepost.engine.landing.LogRange;
import dev.fencepost.engine.record.RecordDecoder;
import dev.fencepost.sql.transaction.Database;
import dev.fencepost.testkit.kafka.TestTopics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A topic of one partition that a test lands, as the landing job does. */
final class LandedTopic {

  private final TestTopics kafka;
  private final String topic;
  private final Lander lander;
  private long landed;

  private LandedTopic(TestTopics kafka, String topic, Lander lander) {
    this.kafka = kafka;
    this.topic = topic;
    this.lander = lander;
  }

  /** Makes it known to the database as a source of which nothing has landed. */
  static LandedTopic open(Database database, TestTopics kafka, String topic) {
    int sourceNo =
        new LandingSources(database)
            .open("cluster", "topic-id", topic, Map.of(0, new LogRange(0, 0)))
            .sourceNo();
    return new LandedTopic(kafka, topic, new Lander(database, sourceNo, topic));
  }

  /** Lands what came since. */
  void land() {
    RecordDecoder decoder = new RecordDecoder();
    List<Incoming> records = new ArrayList<>();
    long to = landed;
    for (ConsumerRecord<byte[], byte[]> record : kafka.read(topic, 0)) {
      if (record.offset() >= landed) {
        records.add(decoder.decode(record.offset(), record.value()));
        to = record.offset() + 1;
      }
    }
    if (to > landed) {
      lander.land(List.of(new PartitionBatch(0, landed, to, records)));
      landed = to;
    }
  }
}
