package dev.fencepost.core.landing;

import dev.fencepost.core.job.TaskStatus;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tasks of one batch, kept up to date while its records are taken in their order. */
public final class TaskLedger {

  private final Map<Long, TaskView> tasks = new LinkedHashMap<>();

  public TaskLedger(Collection<TaskView> found) {
    found.forEach(task -> tasks.put(task.taskId(), task));
  }

  public @Nullable TaskView find(long taskId) {
    return tasks.get(taskId);
  }

  public Collection<TaskView> all() {
    return tasks.values();
  }

  public void countLanded(long taskId) {
    tasks.computeIfPresent(taskId, (id, task) -> task.counting(1, 0));
  }

  public void countDeadLetter(long taskId) {
    tasks.computeIfPresent(taskId, (id, task) -> task.counting(0, 1));
  }

  public void consumed(long taskId) {
    tasks.computeIfPresent(taskId, (id, task) -> task.with(TaskStatus.COMPLETED_CONSUMED));
  }

  /** What older scans of the data source still send comes too late. */
  public void swept(String datasource, long scanEpoch) {
    tasks.replaceAll(
        (id, task) -> task.datasource().equals(datasource) ? task.withSweptEpoch(scanEpoch) : task);
  }

  public void failed(long taskId) {
    tasks.computeIfPresent(taskId, (id, task) -> task.with(TaskStatus.FAILED));
  }

  public void retried(long taskId) {
    tasks.computeIfPresent(taskId, (id, task) -> task.retried());
  }
}
