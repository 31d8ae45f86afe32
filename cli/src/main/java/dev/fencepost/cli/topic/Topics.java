package dev.fencepost.cli.topic;

import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.failure.ExitCode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics of one Kafka cluster. */
public final class Topics implements AutoCloseable {

  public static final String FINDINGS = "findings";
  public static final String JOB_CONTROL = "job_control";

  private static final int FINDINGS_PARTITIONS = 8;
  private static final Duration LIMIT = Duration.ofSeconds(15);

  private final String bootstrapServers;
  private final Admin admin;

  public Topics(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    Properties settings = new Properties();
    settings.setProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.setProperty(AdminClientConfig.CLIENT_ID_CONFIG, "fencepost-cli");
    settings.setProperty(
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(LIMIT.toMillis()));
    settings.setProperty(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
    this.admin = Admin.create(settings);
  }

  /** Creates what is missing; a topic that exists is left as it is. */
  public void ensure() {
    List<NewTopic> wanted =
        List.of(
            new NewTopic(FINDINGS, FINDINGS_PARTITIONS, (short) 1),
            new NewTopic(JOB_CONTROL, 1, (short) 1));
    for (KafkaFuture<Void> created : admin.createTopics(wanted).values().values()) {
      try {
        answer("create the topics", created);
      } catch (CommandFailure e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
  }

  /** Where readers of committed records stand when they have read everything. */
  public TopicEnds ends(String topic) {
    TopicDescription description =
        answer("describe the topic " + topic, admin.describeTopics(List.of(topic)).allTopicNames())
            .values()
            .iterator()
            .next();
    String cluster = answer("ask for the cluster's id", admin.describeCluster().clusterId());
    Map<TopicPartition, OffsetSpec> wanted =
        description.partitions().stream()
            .collect(
                Collectors.toMap(
                    partition -> new TopicPartition(topic, partition.partition()),
                    partition -> OffsetSpec.latest()));
    Map<TopicPartition, ListOffsetsResultInfo> found =
        answer(
            "ask how far the topic " + topic + " reaches",
            admin.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all());
    Map<Integer, Long> ends = new HashMap<>();
    found.forEach((partition, info) -> ends.put(partition.partition(), info.offset()));
    return new TopicEnds(cluster, description.topicId().toString(), ends);
  }

  private <T> T answer(String doing, KafkaFuture<T> future) {
    try {
      return future.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw failure(doing, e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw failure(doing, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(doing, e);
    }
  }

  private CommandFailure failure(String doing, Throwable cause) {
    String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return new CommandFailure(
        ExitCode.FAILED, "Kafka at " + bootstrapServers + " did not " + doing + ": " + why, cause);
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(2));
  }
}
