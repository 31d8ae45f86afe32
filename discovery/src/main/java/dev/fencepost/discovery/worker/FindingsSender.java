package dev.fencepost.discovery.worker;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.core.finding.ObjectAttributes;
import dev.fencepost.core.job.FailureKind;
import dev.fencepost.core.landing.Incoming.Origin;
import dev.fencepost.engine.job.ClaimedTask;
import dev.fencepost.engine.record.RecordEncoder;
import dev.fencepost.engine.record.SenderHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends a task's records to its partition, in order and each once. After a failure the producer is
 * given up with what it still held, so that nothing of a failed attempt is sent later.
 */
final class FindingsSender implements AutoCloseable {

  private final Map<String, Object> properties = new HashMap<>();
  private final RecordEncoder encoder = new RecordEncoder();
  private @Nullable KafkaProducer<byte[], byte[]> producer;

  FindingsSender(WorkerSettings settings, String workerId) {
    int patience = Math.toIntExact(settings.kafkaPatience().toMillis());
    properties.put("bootstrap.servers", settings.kafka());
    properties.put("client.id", workerId);
    properties.put("acks", "all");
    properties.put("enable.idempotence", true);
    // A broker shows a new partition a moment before it leads it. Of several requests on their way
    // the first would be refused and the second taken; the first is then out of order for as long
    // as the patience lasts.
    properties.put("max.in.flight.requests.per.connection", 1);
    properties.put("enable.metrics.push", false);
    // A request for every few records costs the broker more than the records do.
    properties.put("linger.ms", 20);
    properties.put("batch.size", 64 << 10);
    properties.put("buffer.memory", 8L << 20);
    properties.put("delivery.timeout.ms", patience);
    properties.put("request.timeout.ms", Math.max(1, patience / 3));
    properties.put("max.block.ms", Math.max(1, patience / 3));
  }

  /** Whether Kafka knows the topic now. Waits for a third of the patience at most. */
  boolean isReachable(String topic) {
    try {
      return !producer().partitionsFor(topic).isEmpty();
    } catch (KafkaException e) {
      giveUp();
      return false;
    }
  }

  Sending begin(Hold hold) {
    return new Sending(hold);
  }

  /** The records of one attempt. */
  final class Sending {

    private final ClaimedTask task;
    private final Waits waits;
    private final Origin origin;
    private final Map<String, byte[]> headers;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private long records;

    private Sending(Hold hold) {
      this.task = hold.task();
      this.waits = hold.waits();
      this.origin = new Origin(task.taskId(), task.jobId(), task.attempt(), task.scanEpoch());
      this.headers = SenderHeaders.write(origin.sender());
    }

    /** How many findings and objects were sent so far. */
    long records() {
      return records;
    }

    /** Hands a finding to the producer; a failure may show with a later one. */
    void send(Finding finding) throws AttemptFailed {
      sendCounted(encoder.finding(finding, origin, false));
    }

    /** Hands over the deletion of a finding. */
    void delete(String findingId) throws AttemptFailed {
      Finding gone =
          new Finding(
              findingId,
              "",
              0,
              1,
              task.datasource(),
              task.nodeGroup(),
              "",
              "",
              Map.of(),
              Instant.EPOCH);
      sendCounted(encoder.finding(gone, origin, true));
    }

    /** Hands over what was seen of an object; its findings come later. */
    void send(String objectPath, ObjectAttributes attributes) throws AttemptFailed {
      sendCounted(encoder.objectSeen(task.datasource(), objectPath, attributes, origin));
    }

    private void sendCounted(byte[] value) throws AttemptFailed {
      ProducerRecord<byte[], byte[]> record = record(value);
      headers.forEach((name, number) -> record.headers().add(name, number));
      waits.begin();
      try {
        Future<RecordMetadata> unused = producer().send(record, this::acknowledged);
      } catch (KafkaException e) {
        throw failed(e);
      } finally {
        waits.end();
      }
      records++;
      refuseIfFailed();
    }

    /**
     * Waits until everything is acknowledged, then sends the END and waits for it.
     *
     * @param failures how many objects could not be read
     * @return the END's offset
     */
    long end(long failures) throws AttemptFailed {
      waits.begin();
      try {
        producer().flush();
        refuseIfFailed();
        byte[] end =
            encoder.endTask(task.taskId(), task.jobId(), task.attempt(), records, failures);
        RecordMetadata acknowledged = producer().send(record(end)).get();
        return acknowledged.offset();
      } catch (KafkaException e) {
        throw failed(e);
      } catch (ExecutionException e) {
        throw failed(e.getCause() instanceof Exception cause ? cause : e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw failed(e);
      } finally {
        waits.end();
      }
    }

    private void acknowledged(@Nullable RecordMetadata where, @Nullable Exception refused) {
      if (refused != null) {
        failure.compareAndSet(null, refused);
      }
    }

    private ProducerRecord<byte[], byte[]> record(byte[] value) {
      return new ProducerRecord<>(task.topic(), task.partition(), null, value);
    }

    private void refuseIfFailed() throws AttemptFailed {
      @Nullable Exception first = failure.get();
      if (first != null) {
        throw failed(first);
      }
    }

    private AttemptFailed failed(Exception cause) {
      giveUp();
      if (cause instanceof RecordTooLargeException) {
        return new AttemptFailed(FailureKind.COUNTS, "A record is larger than Kafka takes.");
      }
      String what = cause instanceof InterruptException ? "was interrupted" : "failed";
      return new AttemptFailed(
          FailureKind.DOES_NOT_COUNT,
          "Sending to Kafka " + what + " (" + cause.getClass().getSimpleName() + ").");
    }
  }

  private KafkaProducer<byte[], byte[]> producer() {
    @Nullable KafkaProducer<byte[], byte[]> current = producer;
    if (current == null) {
      current =
          new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
      producer = current;
    }
    return current;
  }

  private void giveUp() {
    @Nullable KafkaProducer<byte[], byte[]> current = producer;
    producer = null;
    if (current != null) {
      current.close(Duration.ZERO);
    }
  }

  @Override
  public void close() {
    giveUp();
  }
}
