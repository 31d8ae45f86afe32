package dev.fencepost.bench.backfill;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who takes part, by name. */
final class Contestants {

  static final String LIMIT = "limit";

  private static final List<Integer> SIZES = List.of(500, 1_000, 5_000, 20_000);

  private Contestants() {}

  /** Work over all findings. */
  @FunctionalInterface
  interface Working {
    Work on(Stage stage) throws Exception;
  }

  /** The product, the limit, and the peers with settings that suit many rows. */
  static Map<String, Working> all(long findings) {
    Map<String, Working> all = new LinkedHashMap<>();
    all.put(LIMIT, LimitStatement::run);
    all.put("fencepost", new FencepostBackfill(1, false)::run);
    all.put("fencepost_follower", new FencepostBackfill(1, true)::run);
    all.put("spring_batch", new SpringBatchPeer(20_000, 20_000, true)::run);
    all.put("flink_sql", new FlinkSqlPeer(findings, 1, 5_000, 5_000)::run);
    all.put("fencepost_10", new FencepostBackfill(10, false)::run);
    all.put("fencepost_10_follower", new FencepostBackfill(10, true)::run);
    all.put("fencepost_100", new FencepostBackfill(100, false)::run);
    all.put("fencepost_100_follower", new FencepostBackfill(100, true)::run);
    return all;
  }

  /** The peers with many settings. */
  static Map<String, Working> swept(long findings) {
    Map<String, Working> all = new LinkedHashMap<>();
    for (int size : SIZES) {
      for (boolean rewritten : List.of(true, false)) {
        SpringBatchPeer peer = new SpringBatchPeer(size, size, rewritten);
        all.put("spring_batch: " + peer.text(), peer::run);
      }
      for (int parallelism : List.of(1, 2)) {
        FlinkSqlPeer peer = new FlinkSqlPeer(findings, parallelism, size, size);
        all.put("flink_sql: " + peer.text(), peer::run);
      }
    }
    return all;
  }
}
