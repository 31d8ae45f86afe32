package dev.fencepost.proofs.protocol;

import dev.fencepost.core.fence.SourcePartition;
import dev.fencepost.core.job.JobStatus;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is committed.
 *
 * @param nextOffsets by partition; {@link #NO_PARTITION} before its row is there
 * @param scanEpoch of the one data source
 */
record Database(
    List<Long> nextOffsets,
    int generation,
    Map<String, FindingRow> findings,
    Map<String, ObjectRow> objects,
    Map<ResultRow.Key, ResultRow> results,
    List<PolicyRow> versions,
    Map<Long, TaskRow> tasks,
    Map<Long, JobStatus> jobs,
    long scanEpoch,
    long sweptEpoch) {

  static final int SOURCE = 1;
  static final long NO_PARTITION = -1;

  /** Positions in the form in which fences use them. */
  SortedMap<SourcePartition, Long> positions() {
    SortedMap<SourcePartition, Long> positions = new TreeMap<>();
    for (int partition = 0; partition < nextOffsets.size(); partition++) {
      if (nextOffsets.get(partition) != NO_PARTITION) {
        positions.put(new SourcePartition(SOURCE, partition), nextOffsets.get(partition));
      }
    }
    return positions;
  }

  /** The place of a policy's current version in the list of versions; negative without one. */
  int current(String policy) {
    for (int i = versions.size() - 1; i >= 0; i--) {
      if (versions.get(i).policy().equals(policy)) {
        return i;
      }
    }
    return -1;
  }

  /** Whether a version's history is still to be judged. */
  boolean judgesHistory(int version) {
    PolicyRow row = versions.get(version);
    return current(row.policy()) == version && row.status().judgesHistory();
  }

  Database landed(
      int partition,
      long next,
      Map<String, FindingRow> newFindings,
      Map<String, ObjectRow> newObjects,
      Map<Long, TaskRow> newTasks,
      long newSweptEpoch) {
    return new Database(
        Rows.with(nextOffsets, partition, next),
        generation,
        Rows.with(findings, newFindings),
        newObjects,
        results,
        versions,
        Rows.with(tasks, newTasks),
        jobs,
        scanEpoch,
        newSweptEpoch);
  }

  Database withResults(Map<ResultRow.Key, ResultRow> changed) {
    return new Database(
        nextOffsets,
        generation,
        findings,
        objects,
        Rows.with(results, changed),
        versions,
        tasks,
        jobs,
        scanEpoch,
        sweptEpoch);
  }

  Database withVersions(List<PolicyRow> changed) {
    return new Database(
        nextOffsets,
        generation,
        findings,
        objects,
        results,
        changed,
        tasks,
        jobs,
        scanEpoch,
        sweptEpoch);
  }

  Database withVersion(int at, PolicyRow changed) {
    return withVersions(Rows.with(versions, at, changed));
  }

  Database withGeneration(int raised) {
    return new Database(
        nextOffsets,
        raised,
        findings,
        objects,
        results,
        versions,
        tasks,
        jobs,
        scanEpoch,
        sweptEpoch);
  }

  Database withPartition(int partition) {
    return new Database(
        Rows.with(nextOffsets, partition, 0L),
        generation,
        findings,
        objects,
        results,
        versions,
        tasks,
        jobs,
        scanEpoch,
        sweptEpoch);
  }

  Database withTask(long task, TaskRow changed) {
    return new Database(
        nextOffsets,
        generation,
        findings,
        objects,
        results,
        versions,
        Rows.with(tasks, Map.of(task, changed)),
        jobs,
        scanEpoch,
        sweptEpoch);
  }

  Database withJob(long job, JobStatus status) {
    return new Database(
        nextOffsets,
        generation,
        findings,
        objects,
        results,
        versions,
        tasks,
        Rows.with(jobs, Map.of(job, status)),
        scanEpoch,
        sweptEpoch);
  }

  Database withScan(long epoch, long job, Map<Long, TaskRow> newTasks) {
    return new Database(
        nextOffsets,
        generation,
        findings,
        objects,
        results,
        versions,
        Rows.with(tasks, newTasks),
        Rows.with(jobs, Map.of(job, JobStatus.RUNNING)),
        epoch,
        sweptEpoch);
  }

  @Nullable TaskRow task(long task) {
    return tasks.get(task);
  }
}
