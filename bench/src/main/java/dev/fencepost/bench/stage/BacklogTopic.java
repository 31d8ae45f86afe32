package dev.fencepost.bench.stage;

import dev.fencepost.cli.topic.Topics;
import dev.fencepost.engine.record.RecordEncoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes a backlog into the topic. */
public final class BacklogTopic {

  private static final int WRITERS = 2;
  private static final RecordEncoder ENCODER = new RecordEncoder();

  private BacklogTopic() {}

  /**
   * Sends everything, with an END behind each task.
   *
   * @return each partition's last finding
   */
  public static Map<Integer, LastFinding> fill(String bootstrapServers, Backlog backlog)
      throws Exception {
    Properties settings = new Properties();
    settings.setProperty(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.setProperty(ProducerConfig.LINGER_MS_CONFIG, "20");
    settings.setProperty(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(256 << 10));
    settings.setProperty(ProducerConfig.ACKS_CONFIG, "all");
    Map<Integer, LastFinding> last = new HashMap<>();
    ExecutorService pool = Executors.newFixedThreadPool(WRITERS);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      List<Callable<LastFinding>> partitions =
          IntStream.range(0, Backlog.PARTITIONS)
              .filter(partition -> partition < backlog.tasks())
              .<Callable<LastFinding>>mapToObj(
                  partition -> () -> fill(producer, backlog, partition))
              .toList();
      for (Future<LastFinding> one : pool.invokeAll(partitions)) {
        last.put(one.get().partition(), one.get());
      }
      producer.flush();
    } finally {
      pool.shutdownNow();
    }
    return last;
  }

  private static LastFinding fill(
      KafkaProducer<byte[], byte[]> producer, Backlog backlog, int partition) {
    long offset = 0;
    LastFinding last = new LastFinding(partition, "", -1);
    for (int task : backlog.tasksOf(partition).toArray()) {
      int size = backlog.sizeOf(task);
      for (int i = 0; i < size; i++) {
        Backlog.Sent sent = backlog.sent(task, i);
        last = new LastFinding(partition, sent.finding().id(), offset++);
        send(producer, partition, ENCODER.finding(sent.finding(), sent.origin(), false));
      }
      byte[] end = ENCODER.endTask(Backlog.taskId(task), Backlog.jobOf(partition), 1, size, 0);
      send(producer, partition, end);
      offset++;
    }
    return last;
  }

  private static void send(KafkaProducer<byte[], byte[]> producer, int partition, byte[] value) {
    // A record that cannot be sent is missed by the count of what landed.
    Future<?> unused = producer.send(new ProducerRecord<>(Topics.FINDINGS, partition, null, value));
  }

  /** A partition's last finding and its offset: when it is visible, the partition is drained. */
  public record LastFinding(int partition, String id, long offset) {}
}
