package dev.fencepost.streaming.source;

import dev.fencepost.engine.landing.LandingSources.Opened;
import dev.fencepost.streaming.record.RawRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka reader whose partitions begin where the database stands. Each position goes out ahead of
 * its partition's records: both are polled by the same thread, positions first.
 */
// Flink declares that close() throws any exception, and so does the reader that is closed here.
@SuppressWarnings("try")
final class LandingReader implements SourceReader<RawRecord, KafkaPartitionSplit> {

  private final SourceReader<RawRecord, KafkaPartitionSplit> kafka;
  private final Function<Collection<Integer>, Opened> positions;
  private final Queue<RawRecord> starts = new ArrayDeque<>();

  LandingReader(
      SourceReader<RawRecord, KafkaPartitionSplit> kafka,
      Function<Collection<Integer>, Opened> positions) {
    this.kafka = kafka;
    this.positions = positions;
  }

  /** Takes new splits and restored ones alike. */
  @Override
  public void addSplits(List<KafkaPartitionSplit> splits) {
    if (splits.isEmpty()) {
      return;
    }
    Opened opened =
        positions.apply(splits.stream().map(KafkaPartitionSplit::getPartition).toList());
    List<KafkaPartitionSplit> moved = new ArrayList<>();
    for (KafkaPartitionSplit split : splits) {
      @Nullable Long position = opened.nextOffsets().get(split.getPartition());
      if (position == null) {
        throw new IllegalStateException("no position of " + split.getTopicPartition());
      }
      moved.add(new KafkaPartitionSplit(split.getTopicPartition(), position));
      starts.add(RawRecord.start(opened.sourceNo(), split.getPartition(), position));
    }
    kafka.addSplits(moved);
  }

  @Override
  public InputStatus pollNext(ReaderOutput<RawRecord> output) throws Exception {
    for (RawRecord start = starts.poll(); start != null; start = starts.poll()) {
      output.collect(start);
    }
    return kafka.pollNext(output);
  }

  @Override
  public void start() {
    kafka.start();
  }

  @Override
  public List<KafkaPartitionSplit> snapshotState(long checkpointId) {
    return kafka.snapshotState(checkpointId);
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return kafka.isAvailable();
  }

  @Override
  public void notifyNoMoreSplits() {
    kafka.notifyNoMoreSplits();
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    kafka.handleSourceEvents(event);
  }

  @Override
  public void pauseOrResumeSplits(Collection<String> pause, Collection<String> resume) {
    kafka.pauseOrResumeSplits(pause, resume);
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    kafka.notifyCheckpointComplete(checkpointId);
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) throws Exception {
    kafka.notifyCheckpointAborted(checkpointId);
  }

  @Override
  public void close() throws Exception {
    kafka.close();
  }
}
