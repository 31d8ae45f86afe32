package dev.fencepost.bench.stage;

import dev.fencepost.bench.data.SeededPolicies;
import dev.fencepost.engine.fence.PolicyDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Ten policies that a tenth of the findings match, and as many more as are wanted that are asked
 * but hardly ever match, so that the number of results stays the same.
 */
public final class LandingPolicies {

  private static final List<String> MATCHING =
      List.of(
          "finding.info_type == \"EMAIL_ADDRESS\" && finding.confidence >= 0.98",
          "finding.info_type == \"EMAIL_ADDRESS\" && finding.match_count > 46",
          "finding.info_type == \"PHONE_NUMBER\" && finding.confidence < 0.04",
          "finding.info_type == \"PHONE_NUMBER\" && finding.labels[\"public\"] == \"true\""
              + " && finding.confidence >= 0.6",
          "finding.info_type == \"IP_ADDRESS\" && finding.confidence >= 0.92",
          "finding.info_type in [\"CREDIT_CARD\", \"IBAN\"] && finding.confidence >= 0.87",
          "finding.info_type == \"US_SSN\" && finding.labels[\"team\"] in [\"hr\", \"legal\"]",
          "finding.labels[\"extension\"] == \"csv\" && finding.confidence >= 0.94",
          "finding.labels[\"team\"] == \"payments\" && finding.labels[\"public\"] == \"true\""
              + " && finding.confidence >= 0.4",
          "finding.object_path.matches(\"/batch-0*[0-9]*7/\") && finding.confidence >= 0.9");

  private LandingPolicies() {}

  public static List<PolicyDraft> of(int number) {
    return of(number, "first");
  }

  /**
   * @param edition another one gives each policy a new version
   */
  public static List<PolicyDraft> of(int number, String edition) {
    List<PolicyDraft> all = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      String condition = i < MATCHING.size() ? MATCHING.get(i) : rare(i);
      all.add(
          new PolicyDraft(
              "bench-%05d".formatted(i),
              condition,
              true,
              "high",
              "",
              Map.of(),
              "bench-" + i + "-" + edition,
              SeededPolicies.LANGUAGE_LEVEL));
    }
    return all;
  }

  private static String rare(int i) {
    return switch (i % 4) {
      case 0, 1 ->
          "finding.info_type == \"CUSTOM_%d\" && finding.match_count > %d".formatted(i % 200, i);
      case 2 ->
          "finding.labels[\"rule\"] in [\"custom_%d-1\", \"custom_%d-3\"] && finding.match_count > %d"
              .formatted(i % 200, (i + 7) % 200, i);
      default -> "finding.match_count > %d && finding.confidence >= 0.5".formatted(1_000 + i);
    };
  }
}
