package dev.fencepost.engine.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.engine.history.HistoryDatabase;
import dev.fencepost.engine.history.HistoryDatabase.Draft;
import dev.fencepost.engine.history.SeededFindings;
import dev.fencepost.policy.condition.Condition;
import java.util.List;
import java.util.NavigableSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PolicyPreviewsIT {

  private static final String SSN = "finding.info_type == \"US_SSN\"";
  private static final String PATTERN = "finding.object_path.matches(\"^folder/1[0-9]\")";

  private final HistoryDatabase history = new HistoryDatabase();
  private final List<Finding> findings = new SeededFindings(21).many(300);

  @AfterEach
  void drop() {
    history.close();
  }

  private PolicyPreview preview(String condition) {
    return new PolicyPreviews(history.database()).of(List.of(draft("p", condition))).get(0);
  }

  private static PreviewDraft draft(String name, String condition) {
    return new PreviewDraft(name, Condition.compile(condition).orElseThrow());
  }

  @Test
  void a_new_policy_gains_all_that_match() {
    history.land(findings);
    NavigableSet<String> matching = HistoryDatabase.matching(SSN, findings);

    PolicyPreview preview = preview(SSN);

    assertThat(preview.gained()).isEqualTo(matching.size()).isEqualTo(preview.matching());
    assertThat(preview.gainedSamples()).isEqualTo(matching.stream().limit(5).toList());
    assertThat(preview.lost()).isZero();
    assertThat(preview.exact()).isTrue();
    assertThat(preview.sql()).contains("info_type");
  }

  @Test
  void a_changed_policy_gains_and_loses() {
    history.activate(Draft.streaming("p", SSN));
    history.land(findings);
    NavigableSet<String> lost = HistoryDatabase.matching(SSN, findings);
    NavigableSet<String> gained = HistoryDatabase.matching(PATTERN, findings);
    gained.removeAll(lost);
    lost.removeAll(HistoryDatabase.matching(PATTERN, findings));

    PolicyPreview preview = preview(PATTERN);

    assertThat(preview.gained()).isEqualTo(gained.size()).isPositive();
    assertThat(preview.lost()).isEqualTo(lost.size()).isPositive();
    assertThat(preview.lostSamples()).isEqualTo(lost.stream().limit(5).toList());
    assertThat(preview.exact()).isFalse();
    assertThat(preview(SSN).gained() + preview(SSN).lost()).isZero();
  }

  @Test
  void many_drafts_that_share_a_look_at_all_findings_get_what_each_gets_by_itself() {
    history.activate(
        Draft.streaming("p0", SSN), Draft.streaming("p1", PATTERN), Draft.streaming("p2", "true"));
    history.land(findings);
    history.ask(
        """
        WITH gone AS (
          UPDATE findings SET deleted = true WHERE finding_id < 'f-0050' RETURNING finding_id)
        SELECT count(*) FROM gone""");
    List<String> conditions =
        List.of(
            PATTERN,
            SSN + " || " + PATTERN,
            "finding.confidence > 0.7",
            "true",
            "finding.labels[\"no\"] == \"x\"",
            SSN,
            SSN,
            "finding.match_count > 3 && finding.info_type in [\"US_SSN\", \"EMAIL\"]");
    List<PreviewDraft> drafts =
        IntStream.rangeClosed(0, PolicyPreviews.WORTH_ASKING)
            .mapToObj(i -> draft("p" + i, conditions.get(i % conditions.size())))
            .toList();
    PolicyPreviews previews = new PolicyPreviews(history.database());

    List<PolicyPreview> together = previews.of(drafts);

    assertThat(together)
        .isEqualTo(drafts.stream().map(draft -> previews.of(List.of(draft)).get(0)).toList());
    assertThat(together.get(0).gained()).isPositive();
    assertThat(together.get(0).lost()).isPositive();
    assertThat(together.get(2).lost()).isPositive();
  }
}
