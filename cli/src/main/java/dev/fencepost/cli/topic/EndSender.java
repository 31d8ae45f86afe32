package dev.fencepost.cli.topic;

import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.failure.ExitCode;
import dev.fencepost.engine.job.OpenScan;
import dev.fencepost.engine.record.RecordEncoder;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends the END of a producer's scan. */
public final class EndSender {

  private EndSender() {}

  /**
   * Sends it and waits until it is acknowledged.
   *
   * @param records how many were sent before it, null when nobody counted
   * @return its offset
   * @throws CommandFailure when Kafka does not take it
   */
  public static long send(
      String bootstrapServers, OpenScan scan, @Nullable Long records, long failures) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "client.id",
            "fencepost-cli",
            "acks",
            "all",
            "enable.idempotence",
            true,
            "enable.metrics.push",
            false,
            "delivery.timeout.ms",
            15_000,
            "request.timeout.ms",
            5_000,
            "max.block.ms",
            15_000);
    RecordEncoder encoder = new RecordEncoder();
    byte[] end =
        records == null
            ? encoder.endTaskUncounted(scan.taskId(), scan.jobId(), scan.attempt(), failures)
            : encoder.endTask(scan.taskId(), scan.jobId(), scan.attempt(), records, failures);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      return producer
          .send(new ProducerRecord<>(scan.topic(), scan.partition(), null, end))
          .get()
          .offset();
    } catch (KafkaException e) {
      throw refused(bootstrapServers, e);
    } catch (ExecutionException e) {
      throw refused(bootstrapServers, e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw refused(bootstrapServers, e);
    }
  }

  private static CommandFailure refused(String bootstrapServers, Throwable cause) {
    return new CommandFailure(
        ExitCode.FAILED,
        "Kafka at "
            + bootstrapServers
            + " did not take the END: "
            + cause.getMessage()
            + "; the scan is still open",
        cause);
  }
}
