package dev.fencepost.engine.backfill;

import static dev.fencepost.engine.history.HistoryDatabase.matching;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.engine.fence.Activation;
import dev.fencepost.engine.history.HistoryDatabase;
import dev.fencepost.engine.history.HistoryDatabase.Draft;
import dev.fencepost.engine.history.SeededFindings;
import dev.fencepost.engine.verify.PolicyCheck;
import dev.fencepost.engine.verify.Verify;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** More policies than are worth pushing down: rows are sent with the columns that they look at. */
final class ManyPoliciesIT {

  /** Every field, and a part that only CEL's runtime understands, alone in its condition. */
  private static final List<String> CONDITIONS =
      List.of(
          "finding.info_type == \"US_SSN\"",
          "finding.confidence >= 0.5",
          "finding.match_count > 20",
          "finding.object_path.matches(\"^folder/1[0-9]\")",
          "finding.labels[\"public\"] == \"true\"",
          "finding.discovered_at > timestamp(\"2026-01-06T00:00:00Z\")",
          "finding.id < \"f-0100\" && finding.datasource == \"docs\"",
          "finding.node_group == \"default\" && finding.field == \"\" && has(finding.labels.public)",
          "size(finding.object_path) > 12",
          "true");

  @Test
  void each_condition_gets_the_columns_that_it_looks_at() throws SQLException {
    List<Finding> findings = new SeededFindings(7).many(400);
    for (int i = 0; i < CONDITIONS.size(); i++) {
      String condition = CONDITIONS.get(i);
      assertExact(
          findings,
          IntStream.rangeClosed(0, SharedScan.WORTH_PUSHING)
              .mapToObj(n -> Draft.streaming("p" + n, condition))
              .toList());
    }
    assertExact(
        findings,
        IntStream.range(0, CONDITIONS.size())
            .mapToObj(n -> Draft.streaming("p" + n, CONDITIONS.get(n)))
            .toList());
  }

  private static void assertExact(List<Finding> findings, List<Draft> drafts) throws SQLException {
    assertThat(drafts).hasSizeGreaterThan(SharedScan.WORTH_PUSHING);
    try (HistoryDatabase history = new HistoryDatabase()) {
      history.land(findings);
      Activation activated = history.activate(drafts.toArray(Draft[]::new));

      assertThat(new BackfillRun(history, activated).all())
          .isEqualTo(BackfillCompletion.Outcome.COMPLETE);

      for (Draft draft : drafts) {
        assertThat(history.open(draft.name()))
            .as(draft.condition())
            .isEqualTo(matching(draft.condition(), findings))
            .isNotEmpty();
      }
      assertThat(new Verify(history.database()).all()).allMatch(PolicyCheck::isExact);
    }
  }
}
