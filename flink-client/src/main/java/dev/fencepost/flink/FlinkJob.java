package dev.fencepost.flink;

import java.time.Instant;
import java.util.List;

/**
 * A job as the cluster shows it.
 *
 * @param state Flink's own word, for example {@code RUNNING}, {@code RESTARTING} or {@code FAILED}
 * @param vertices the chained operators; empty in lists of jobs, which do not hold them
 */
public record FlinkJob(
    String id, String name, String state, Instant startedAt, List<Vertex> vertices) {

  public FlinkJob {
    vertices = List.copyOf(vertices);
  }

  /** Operators that run chained in one task. */
  public record Vertex(String id, String name, String state, int parallelism) {}

  /** Whether nothing will happen to the job any more. */
  public boolean isOver() {
    return switch (state) {
      case "FINISHED", "CANCELED", "FAILED" -> true;
      default -> false;
    };
  }

  /** Whether the job and each of its vertices run. */
  public boolean isRunning() {
    return state.equals("RUNNING")
        && vertices.stream().allMatch(vertex -> vertex.state().equals("RUNNING"));
  }
}
