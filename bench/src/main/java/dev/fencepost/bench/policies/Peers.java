package dev.fencepost.bench.policies;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What each contestant gets to do. The settings of peers are the best of {@code --sweep}. */
final class Peers {

  static final List<Contender> CONTEST =
      List.of(Contender.FENCEPOST, Contender.CEL, Contender.LUCENE_TERMS);

  private static final int BEST_BATCH = 5_000;
  private static final List<Integer> BATCHES = List.of(1, 10, 100, 1_000, 5_000);
  private static final List<Contender> SWEPT =
      List.of(
          Contender.LUCENE_ALL_QUERIES,
          Contender.LUCENE_TERMS,
          Contender.LUCENE_TWO_PASSES,
          Contender.LUCENE_FOUR_PASSES);

  private Peers() {}

  static String named(String contestant, int policies) {
    return contestant + "_" + policies;
  }

  static Map<String, JudgingRun> runs(int policies) {
    Map<String, JudgingRun> runs = new LinkedHashMap<>();
    runs.put(named("fencepost", policies), new JudgingRun(Contender.FENCEPOST, policies, 1, 1_000));
    runs.put(named("cel", policies), new JudgingRun(Contender.CEL, policies, 1, perCall(policies)));
    runs.put(
        named("lucene_monitor", policies),
        new JudgingRun(Contender.LUCENE_TERMS, policies, BEST_BATCH, BEST_BATCH));
    return runs;
  }

  static Map<String, JudgingRun> sweep(int policies) {
    Map<String, JudgingRun> runs = new LinkedHashMap<>();
    for (Contender cel : List.of(Contender.CEL, Contender.CEL_PLANNER)) {
      runs.put(cel.label(), new JudgingRun(cel, policies, 1, perCall(policies)));
    }
    for (Contender lucene : SWEPT) {
      for (int batch : BATCHES) {
        runs.put(
            lucene.label() + "_batch_" + batch,
            new JudgingRun(lucene, policies, batch, Math.max(batch, perCall(policies))));
      }
    }
    return runs;
  }

  /** Some hundredths of a second of the slow ones' work. */
  private static int perCall(int policies) {
    return policies >= 10_000 ? 20 : 100;
  }

  /** How many findings verdicts are compared on. */
  static int sample(int policies) {
    return policies >= 10_000 ? 100 : 500;
  }
}
