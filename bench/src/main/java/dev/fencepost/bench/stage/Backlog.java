package dev.fencepost.bench.stage;

import dev.fencepost.bench.data.Digits;
import dev.fencepost.bench.data.SeededFindings;
import dev.fencepost.core.finding.Finding;
import dev.fencepost.core.landing.Incoming.Origin;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The findings that wait in the topic: tasks of a thousand records each, one after the other in
 * their partitions, every tenth record a newer version of an earlier finding of the partition. Each
 * partition belongs to one scan of one data source.
 *
 * @param records without the markers
 */
public record Backlog(long records) {

  public static final int PARTITIONS = 8;
  public static final int RECORDS_PER_TASK = 1_000;
  public static final int EPOCH = 1;

  /** Jobs of the scans; smaller numbers are left to the backfills of the policies. */
  public static final long FIRST_JOB = 1_001;

  private static final int UPDATE_EVERY = 10;
  private static final SeededFindings FINDINGS = new SeededFindings(4);

  /** A finding with who sent it. */
  public record Sent(Finding finding, Origin origin) {}

  public int tasks() {
    return Math.toIntExact((records + RECORDS_PER_TASK - 1) / RECORDS_PER_TASK);
  }

  public static int partitionOf(int task) {
    return task % PARTITIONS;
  }

  public static String datasourceOf(int partition) {
    return "source-" + Digits.decimal(partition, 3);
  }

  public static long jobOf(int partition) {
    return FIRST_JOB + partition;
  }

  public static long taskId(int task) {
    return task + 1L;
  }

  /** How many findings a task sends. */
  public int sizeOf(int task) {
    return (int) Math.min(RECORDS_PER_TASK, records - (long) task * RECORDS_PER_TASK);
  }

  /** Whether a task's record is the first that speaks of its finding. */
  public static boolean isFirst(int index) {
    return index % UPDATE_EVERY != UPDATE_EVERY - 1;
  }

  /** How many different findings there are. */
  public long distinct() {
    return records
        - IntStream.range(0, tasks()).mapToLong(task -> sizeOf(task) / UPDATE_EVERY).sum();
  }

  /** The tasks that send to a partition, in their order. */
  public IntStream tasksOf(int partition) {
    return IntStream.range(0, tasks()).filter(task -> partitionOf(task) == partition);
  }

  /**
   * A task's record.
   *
   * @param index from 0 on
   */
  public Sent sent(int task, int index) {
    int partition = partitionOf(task);
    Origin origin = new Origin(taskId(task), jobOf(partition), 1, EPOCH);
    if (isFirst(index)) {
      return new Sent(placed(task, index, 0), origin);
    }
    SplittableRandom random = new SplittableRandom((long) task * RECORDS_PER_TASK + index);
    int earlier = partition + PARTITIONS * random.nextInt(task / PARTITIONS + 1);
    int other = random.nextInt(earlier == task ? index : RECORDS_PER_TASK);
    int target = isFirst(other) ? other : other - 1;
    return new Sent(placed(earlier, target, task + 1), origin);
  }

  /**
   * Ids of findings whose first records are spread evenly over the backlog, in their order.
   *
   * @param atMost how many, fewer when there are fewer findings
   */
  public List<String> sample(int atMost) {
    long size = Math.min(atMost, records);
    return LongStream.range(0, size)
        .map(i -> i * records / size)
        .map(record -> isFirst((int) (record % RECORDS_PER_TASK)) ? record : record - 1)
        .distinct()
        .mapToObj(
            record ->
                sent((int) (record / RECORDS_PER_TASK), (int) (record % RECORDS_PER_TASK))
                    .finding()
                    .id())
        .toList();
  }

  /** As it looks when the scan of its partition's data source finds it. */
  private static Finding placed(int task, int index, int edition) {
    Finding some = FINDINGS.finding((long) task * RECORDS_PER_TASK + index, edition);
    return new Finding(
        some.id(),
        some.infoType(),
        some.confidence(),
        some.matchCount(),
        datasourceOf(partitionOf(task)),
        some.nodeGroup(),
        scopeOf(task) + some.objectPath(),
        some.field(),
        some.labels(),
        some.discoveredAt());
  }

  /** What the paths of a task's objects begin with. */
  public static String scopeOf(int task) {
    return "task-" + Digits.decimal(task, 6) + "/";
  }
}
