package dev.fencepost.coordinator.control;

import dev.fencepost.engine.job.JobMonitor;
import dev.fencepost.engine.record.RecordEncoder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.LongPredicate;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The job monitor's voice: sends END_JOB for finished jobs until they are final. */
public final class EndJobSender implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EndJobSender.class);
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(5);

  private final String kafka;
  private final String owner;
  private final JobMonitor monitor;
  private final LongPredicate mayActFor;
  private final RecordEncoder encoder = new RecordEncoder();
  private final Map<Long, Long> sentNanos = new HashMap<>();
  private @Nullable KafkaProducer<byte[], byte[]> producer;

  /**
   * @param mayActFor whether the owner's lease on a job still lasts by its own clock
   */
  public EndJobSender(String kafka, String owner, JobMonitor monitor, LongPredicate mayActFor) {
    this.kafka = kafka;
    this.owner = owner;
    this.monitor = monitor;
    this.mayActFor = mayActFor;
  }

  /**
   * Sends what is due.
   *
   * @throws KafkaException when the broker is away
   */
  public void round() {
    List<Long> finished = monitor.finishedJobs(owner);
    sentNanos.keySet().retainAll(finished);
    for (long job : finished) {
      if (!mayActFor.test(job)) {
        continue;
      }
      @Nullable Long before = sentNanos.get(job);
      if (before == null || System.nanoTime() - before > AGAIN_AFTER.toNanos()) {
        send(job);
        sentNanos.put(job, System.nanoTime());
        LOG.info("All tasks of job {} are final, END_JOB is sent.", job);
      }
    }
  }

  private void send(long job) {
    try {
      producer().send(new ProducerRecord<>(JobControlTopic.NAME, encoder.endJob(job))).get();
    } catch (ExecutionException e) {
      close();
      throw new KafkaException("END_JOB could not be sent", e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private KafkaProducer<byte[], byte[]> producer() {
    @Nullable KafkaProducer<byte[], byte[]> current = producer;
    if (current == null) {
      JobControlTopic.ensure(kafka);
      current =
          new KafkaProducer<>(
              Map.of(
                  "bootstrap.servers",
                  kafka,
                  "acks",
                  "all",
                  "buffer.memory",
                  1L << 20,
                  "max.block.ms",
                  5_000,
                  "request.timeout.ms",
                  5_000,
                  "delivery.timeout.ms",
                  10_000,
                  "enable.metrics.push",
                  false),
              new ByteArraySerializer(),
              new ByteArraySerializer());
      producer = current;
    }
    return current;
  }

  @Override
  public void close() {
    @Nullable KafkaProducer<byte[], byte[]> current = producer;
    producer = null;
    if (current != null) {
      current.close(Duration.ZERO);
    }
  }
}
