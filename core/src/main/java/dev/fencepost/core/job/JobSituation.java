package dev.fencepost.core.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What decides why a job waits, seen at one moment.
 *
 * @param group of nodes that can reach its data sources
 * @param nodes of that group
 * @param landing of the job's partition; null when no landing job has registered the topic
 */
public record JobSituation(
    JobState state, String group, Nodes nodes, Tasks tasks, @Nullable Landing landing) {

  /**
   * Who reported lately.
   *
   * @param trouble what one of them says it waits for, null when none waits
   */
  public record Nodes(long coordinators, long workers, @Nullable String trouble) {}

  /**
   * The job's tasks.
   *
   * @param due queued ones that could begin now
   * @param later queued ones that wait until {@code nextAttempt}
   * @param lastFailure why one of those waits, null when none does
   * @param sent those whose data may still be in Kafka
   * @param mostAtOnce how many may run at once, null for any number
   * @param ofOthers running tasks of other jobs of the group
   */
  public record Tasks(
      long running,
      long due,
      long later,
      @Nullable Instant nextAttempt,
      @Nullable String lastFailure,
      long sent,
      @Nullable Integer mostAtOnce,
      long ofOthers) {}

  /**
   * How far the data of the job's partition have landed.
   *
   * @param lastEnd the last END that a task of the job waits for, null when none does
   */
  public record Landing(int partition, long nextOffset, @Nullable Long lastEnd) {}
}
