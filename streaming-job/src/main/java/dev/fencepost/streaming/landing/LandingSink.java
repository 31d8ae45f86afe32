package dev.fencepost.streaming.landing;

import dev.fencepost.streaming.database.DatabaseAddress;
import dev.fencepost.streaming.database.DriverRelease;
import dev.fencepost.streaming.record.RawRecord;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Lands what the source read, in the same order. It keeps no Flink state. */
public final class LandingSink implements Sink<RawRecord> {

  private static final long serialVersionUID = 1;

  private final String topic;
  private final DatabaseAddress database;
  private final BatchLimits limits;

  public LandingSink(String topic, DatabaseAddress database, BatchLimits limits) {
    this.topic = topic;
    this.database = database;
    this.limits = limits;
  }

  @Override
  public SinkWriter<RawRecord> createWriter(WriterInitContext context) {
    DriverRelease.registerWith(context.getUserCodeClassLoader());
    int subtask = context.getTaskInfo().getIndexOfThisSubtask();
    return new LandingWriter(
        topic,
        database.connection("fencepost-landing-" + subtask),
        limits,
        context.getProcessingTimeService(),
        new LandingMetrics(context.metricGroup()));
  }
}
