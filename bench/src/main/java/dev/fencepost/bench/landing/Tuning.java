package dev.fencepost.bench.landing;

import java.util.List;

/**
 * What a peer's speed hangs on.
 *
 * @param batch records that are written together at most
 * @param rewritten whether the driver makes one statement with many rows of a batch
 * @param parallelism threads, tasks or subtasks that write
 */
record Tuning(int batch, boolean rewritten, int parallelism) {

  /**
   * Every size of a batch with two writers, and the middle one with more, fewer, and without
   * rewriting.
   */
  static List<Tuning> swept() {
    return List.of(
        new Tuning(500, true, 2),
        new Tuning(2_000, true, 2),
        new Tuning(5_000, true, 2),
        new Tuning(2_000, false, 2),
        new Tuning(2_000, true, 1),
        new Tuning(2_000, true, 4));
  }

  /** Behind a JDBC address. */
  String urlSuffix() {
    return "?stringtype=unspecified" + (rewritten ? "&reWriteBatchedInserts=true" : "");
  }

  String text() {
    return "batch_" + batch + (rewritten ? "_rewritten" : "") + "_x" + parallelism;
  }
}
