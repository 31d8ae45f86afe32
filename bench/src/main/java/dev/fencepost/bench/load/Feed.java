package dev.fencepost.bench.load;

import dev.fencepost.bench.stage.Backlog;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.engine.record.RecordEncoder;

/**
 * A backlog's records one after the other, dealt to the partitions in turns, so that the place of
 * each in the topic is known before it is sent. Used by one thread at a time.
 */
public final class Feed {

  private final Backlog backlog;
  private final RecordEncoder encoder = new RecordEncoder();
  private final int[] tasks = new int[Backlog.PARTITIONS];
  private final int[] indexes = new int[Backlog.PARTITIONS];
  private long sent;

  public Feed(Backlog backlog) {
    this.backlog = backlog;
    for (int partition = 0; partition < Backlog.PARTITIONS; partition++) {
      tasks[partition] = partition;
    }
  }

  /** How many were taken so far, which is the number of the next one. */
  public long sent() {
    return sent;
  }

  /** The partition of a record. */
  public static int partitionOf(long number) {
    return (int) (number % Backlog.PARTITIONS);
  }

  /** The record at an offset of a partition. */
  public static long numberOf(int partition, long offset) {
    return offset * Backlog.PARTITIONS + partition;
  }

  /** The next one's value: a finding, or the END behind the findings of a task. */
  byte[] next() {
    int partition = partitionOf(sent++);
    int task = tasks[partition];
    if (task >= backlog.tasks()) {
      throw CommandFailure.failed("more was sent than there are tasks for");
    }
    int size = backlog.sizeOf(task);
    int index = indexes[partition];
    if (index < size) {
      indexes[partition]++;
      Backlog.Sent record = backlog.sent(task, index);
      return encoder.finding(record.finding(), record.origin(), false);
    }
    tasks[partition] += Backlog.PARTITIONS;
    indexes[partition] = 0;
    return encoder.endTask(Backlog.taskId(task), Backlog.jobOf(partition), 1, size, 0);
  }
}
