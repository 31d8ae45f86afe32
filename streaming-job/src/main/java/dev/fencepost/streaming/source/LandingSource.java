package dev.fencepost.streaming.source;

import dev.fencepost.streaming.database.DatabaseAddress;
import dev.fencepost.streaming.database.DriverRelease;
import dev.fencepost.streaming.record.RawRecord;
import dev.fencepost.streaming.record.RawRecordType;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * The findings topic, from {@code landing_progress} on. State and its serializers are those of
 * flink-connector-kafka; positions in it are ignored when it is restored.
 */
public final class LandingSource
    implements Source<RawRecord, KafkaPartitionSplit, KafkaSourceEnumState>,
        ResultTypeQueryable<RawRecord> {

  private static final long serialVersionUID = 1;
  private static final int FETCH_BYTES = 8 << 20;

  /**
   * The broker answers when there is as much, or after this time. Answering with every few records,
   * as Kafka's defaults do, keeps the broker and this job busy, and a batch waits for longer
   * anyway.
   */
  private static final int ENOUGH_BYTES = 256 << 10;

  private static final Duration WAIT_FOR_MORE = Duration.ofMillis(40);

  private final KafkaSource<RawRecord> kafka;
  private final StartPositions positions;
  private final DatabaseAddress database;

  public LandingSource(FindingsTopic topic, DatabaseAddress database) {
    this.positions = new StartPositions(topic, database);
    this.database = database;
    this.kafka =
        KafkaSource.<RawRecord>builder()
            .setBootstrapServers(topic.bootstrapServers())
            .setTopics(topic.name())
            .setClientIdPrefix("fencepost-landing")
            .setStartingOffsets(new DatabaseDecides())
            .setDeserializer(new RawRecords())
            .setProperty("isolation.level", "read_committed")
            .setProperty("fetch.max.bytes", Integer.toString(FETCH_BYTES))
            .setProperty("fetch.min.bytes", Integer.toString(ENOUGH_BYTES))
            .setProperty("fetch.max.wait.ms", Long.toString(WAIT_FOR_MORE.toMillis()))
            .setProperty("partition.discovery.interval.ms", "5000")
            .build();
  }

  @Override
  public SourceReader<RawRecord, KafkaPartitionSplit> createReader(SourceReaderContext context)
      throws Exception {
    DriverRelease.registerWith(context.getUserCodeClassLoader());
    String applicationName = "fencepost-landing-start-" + context.getIndexOfSubtask();
    // Before the job counts as running, so that whoever submitted it is told.
    database.requireAccess(applicationName);
    return new LandingReader(
        kafka.createReader(context), partitions -> positions.open(partitions, applicationName));
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context) {
    return kafka.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState state)
      throws Exception {
    return kafka.restoreEnumerator(context, state);
  }

  @Override
  public Boundedness getBoundedness() {
    return kafka.getBoundedness();
  }

  @Override
  public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
    return kafka.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
    return kafka.getEnumeratorCheckpointSerializer();
  }

  @Override
  public TypeInformation<RawRecord> getProducedType() {
    return RawRecordType.INSTANCE;
  }
}
