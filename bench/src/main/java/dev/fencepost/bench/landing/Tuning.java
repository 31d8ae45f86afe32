package dev.fencepost.bench.landing;

/**
 * What a peer's speed hangs on.
 *
 * @param batch records that are written together at most
 * @param rewritten whether the driver makes one statement with many rows of a batch
 * @param parallelism threads, tasks or subtasks that write
 */
record Tuning(int batch, boolean rewritten, int parallelism) {

  /** Behind a JDBC address. */
  String urlSuffix() {
    return "?stringtype=unspecified" + (rewritten ? "&reWriteBatchedInserts=true" : "");
  }

  String text() {
    return "batch_" + batch + (rewritten ? "_rewritten" : "") + "_x" + parallelism;
  }
}
