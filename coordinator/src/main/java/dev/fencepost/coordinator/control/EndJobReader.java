package dev.fencepost.coordinator.control;

import dev.fencepost.core.job.JobStatus;
import dev.fencepost.engine.job.CompletionMonitor;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The completion monitor's ear: makes jobs final whose END_JOB arrives. A position is committed
 * only after the database took everything before it.
 */
public final class EndJobReader implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EndJobReader.class);
  private static final String GROUP = "fencepost-completion-monitor";
  private static final Duration WAIT = Duration.ofMillis(500);

  private final String kafka;
  private final CompletionMonitor completion;
  private final MeterRegistry metrics;
  private @Nullable KafkaConsumer<byte[], byte[]> consumer;

  public EndJobReader(String kafka, CompletionMonitor completion, MeterRegistry metrics) {
    this.kafka = kafka;
    this.completion = completion;
    this.metrics = metrics;
  }

  /** Reads what is there, waiting half a second for it. */
  public void round() {
    try {
      KafkaConsumer<byte[], byte[]> reading = consumer();
      boolean any = false;
      for (ConsumerRecord<byte[], byte[]> record : reading.poll(WAIT)) {
        OptionalLong job = JobControlTopic.jobOf(record.value());
        if (job.isPresent()) {
          complete(job.getAsLong());
        }
        any = true;
      }
      if (any) {
        reading.commitSync();
      }
    } catch (RuntimeException e) {
      // What was polled but not committed is read again by the next consumer.
      close();
      throw e;
    }
  }

  private void complete(long job) {
    Optional<JobStatus> status = completion.complete(job);
    if (status.isEmpty() || !status.get().isFinal()) {
      LOG.info("END_JOB for job {} is ignored: {}.", job, status.map(Enum::name).orElse("unknown"));
      return;
    }
    LOG.info("Job {} is {}.", job, status.get());
    metrics.counter("fencepost.jobs.ended", "status", status.get().name()).increment();
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    @Nullable KafkaConsumer<byte[], byte[]> current = consumer;
    if (current == null) {
      JobControlTopic.ensure(kafka);
      current =
          new KafkaConsumer<>(
              Map.of(
                  "bootstrap.servers",
                  kafka,
                  "group.id",
                  GROUP,
                  "enable.auto.commit",
                  false,
                  // Whatever was committed and lost again does no harm when it is read twice.
                  "auto.offset.reset",
                  "earliest",
                  "max.poll.records",
                  50,
                  CommonClientConfigs.SESSION_TIMEOUT_MS_CONFIG,
                  10_000,
                  "default.api.timeout.ms",
                  10_000,
                  "request.timeout.ms",
                  5_000,
                  "enable.metrics.push",
                  false),
              new ByteArrayDeserializer(),
              new ByteArrayDeserializer());
      current.subscribe(List.of(JobControlTopic.NAME));
      consumer = current;
    }
    return current;
  }

  @Override
  public void close() {
    @Nullable KafkaConsumer<byte[], byte[]> current = consumer;
    consumer = null;
    if (current != null) {
      current.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(1)));
    }
  }
}
