package dev.fencepost.bench.backfill;

import dev.fencepost.bench.data.SeededPolicies;
import dev.fencepost.engine.fence.PolicyDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One tenth of all findings, cut into as many policies as are wanted: all of them together match
 * the same findings as one of them alone. A sixth of the data sources, and the upper six tenths of
 * the confidences.
 */
final class SlicedPolicies {

  private static final int DATASOURCES = 50;

  /** The one condition as it is written in SQL by hand. */
  static final String SQL =
      IntStream.range(0, DATASOURCES)
          .mapToObj(i -> "'" + datasource(i) + "'")
          .collect(Collectors.joining(", ", "datasource IN (", ") AND confidence >= 0.4"));

  private SlicedPolicies() {}

  /**
   * @param count 1, or a divisor of 50 or twice such a one
   */
  static List<PolicyDraft> of(int count) {
    int slices = count > DATASOURCES ? 2 : 1;
    int perPolicy = DATASOURCES * slices / count;
    List<PolicyDraft> drafts = new ArrayList<>();
    for (int from = 0; from < DATASOURCES; from += perPolicy) {
      String where = "finding.datasource in " + list(from, perPolicy) + " && ";
      if (slices == 1) {
        drafts.add(draft(drafts.size(), where + "finding.confidence >= 0.4"));
      } else {
        drafts.add(
            draft(drafts.size(), where + "finding.confidence >= 0.4 && finding.confidence < 0.7"));
        drafts.add(draft(drafts.size(), where + "finding.confidence >= 0.7"));
      }
    }
    return drafts;
  }

  private static String list(int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(i -> "\"" + datasource(i) + "\"")
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String datasource(int number) {
    return "source-%03d".formatted(number);
  }

  private static PolicyDraft draft(int number, String condition) {
    String name = "slice-" + number;
    return new PolicyDraft(
        name, condition, true, "high", "", Map.of(), condition, SeededPolicies.LANGUAGE_LEVEL);
  }
}
