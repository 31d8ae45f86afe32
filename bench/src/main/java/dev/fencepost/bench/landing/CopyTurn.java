package dev.fencepost.bench.landing;

import com.yugabyte.PGConnection;
import dev.fencepost.bench.stage.Arena;
import dev.fencepost.bench.stage.Backlog;
import dev.fencepost.bench.stage.Stage;
import dev.fencepost.core.finding.Finding;
import dev.fencepost.engine.record.LabelsJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The least that storing the findings can cost: COPY of each of them once, over one and over two
 * connections, whichever is faster. The text is made before the clock runs.
 */
final class CopyTurn {

  /** What is left out has the same value for all of them, and is stored all the same. */
  private static final String COPY =
      """
      COPY findings (finding_id, info_type, confidence, match_count, datasource, node_group,
        object_path, field, labels, discovered_at, scan_epoch, source_no, source_partition,
        source_offset, task_id, attempt, deleted, ingested_at) FROM STDIN
      """;

  private static final int CHUNK = 1 << 20;
  private static final double NANOS = 1e9;

  private final Stage stage;
  private final int policies;

  CopyTurn(Stage stage, int policies) {
    this.stage = stage;
    this.policies = policies;
  }

  /** Rows per second. */
  double rate() throws Exception {
    return Math.max(rate(1), rate(2));
  }

  private double rate(int connections) throws Exception {
    List<List<byte[]>> parts = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      parts.add(text(i, connections));
    }
    ExecutorService pool = Executors.newFixedThreadPool(connections);
    try (Arena arena = stage.arena(policies)) {
      long begun = System.nanoTime();
      List<Callable<Long>> copies =
          parts.stream().<Callable<Long>>map(part -> () -> copy(arena, part)).toList();
      for (Future<Long> copied : pool.invokeAll(copies)) {
        copied.get();
      }
      double seconds = (System.nanoTime() - begun) / NANOS;
      arena.requireFindings(stage.backlog().distinct());
      return stage.backlog().distinct() / seconds;
    } finally {
      pool.shutdownNow();
    }
  }

  private static long copy(Arena arena, List<byte[]> text) throws Exception {
    try (Connection connection = arena.settings().connect()) {
      var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
      for (byte[] chunk : text) {
        copy.writeToCopy(chunk, 0, chunk.length);
      }
      return copy.endCopy();
    }
  }

  /** The rows in the order in which they come, those of every {@code of}-th partition. */
  private List<byte[]> text(int first, int of) {
    List<byte[]> chunks = new ArrayList<>();
    ByteArrayOutputStream out = new ByteArrayOutputStream(CHUNK);
    Backlog backlog = stage.backlog();
    for (int task = 0; task < backlog.tasks(); task++) {
      if (Backlog.partitionOf(task) % of != first) {
        continue;
      }
      for (int i = 0; i < backlog.sizeOf(task); i++) {
        if (Backlog.isFirst(i)) {
          out.writeBytes(line(backlog.sent(task, i), task, i).getBytes(StandardCharsets.UTF_8));
        }
        if (out.size() > CHUNK - 4_096) {
          chunks.add(out.toByteArray());
          out.reset();
        }
      }
    }
    chunks.add(out.toByteArray());
    return chunks;
  }

  /** Nothing in the seeded findings needs an escape but the quotes of the labels. */
  private static String line(Backlog.Sent sent, int task, int index) {
    Finding finding = sent.finding();
    return String.join(
        "\t",
        finding.id(),
        finding.infoType(),
        Double.toString(finding.confidence()),
        Long.toString(finding.matchCount()),
        finding.datasource(),
        finding.nodeGroup(),
        finding.objectPath(),
        finding.field(),
        LabelsJson.write(finding.labels()),
        finding.discoveredAt().toString(),
        Long.toString(sent.origin().scanEpoch()),
        "1",
        Integer.toString(Backlog.partitionOf(task)),
        Long.toString((long) task / Backlog.PARTITIONS * (Backlog.RECORDS_PER_TASK + 1) + index),
        Long.toString(sent.origin().taskId()),
        "1",
        "f",
        "2026-01-01 00:00:00+00\n");
  }
}
