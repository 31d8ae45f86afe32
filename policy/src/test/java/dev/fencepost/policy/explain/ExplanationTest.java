package dev.fencepost.policy.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.policy.condition.Condition;
import dev.fencepost.policy.condition.Outcome;
import dev.fencepost.policy.condition.Outline.Connective;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExplanationTest {

  private static final Finding FINDING =
      new Finding("1", "US_SSN", 0.5, 3, "", "", "", "", Map.of("public", "true"), Instant.EPOCH);

  @Test
  void every_clause_has_its_text_its_values_and_its_outcome() {
    Explanation explanation =
        explain(
            "finding.info_type == 'US_SSN' && !(finding.confidence >= 0.8)"
                + " && (finding.labels.owner == 'ana' || has(finding.labels.public))");
    assertThat(explanation.connective()).isEqualTo(Connective.ALL);
    assertThat(explanation.outcome()).isEqualTo(Outcome.TRUE);
    assertThat(explanation.parts())
        .extracting(Explanation::source)
        .containsExactly(
            "finding.info_type == \"US_SSN\"",
            "!(finding.confidence >= 0.8)",
            "finding.labels.owner == \"ana\" || has(finding.labels.public)");
    assertThat(explanation.parts().get(1).parts().get(0).values())
        .containsExactly(new Explanation.Value("finding.confidence", Optional.of(0.5)));
  }

  @Test
  void a_clause_that_failed_says_why_and_which_label_was_missing() {
    Explanation clause = explain("finding.labels.owner == 'ana' || true").parts().get(0);
    assertThat(clause.outcome()).isEqualTo(Outcome.ERROR);
    assertThat(clause.error()).contains("there is no label owner");
    assertThat(clause.values())
        .containsExactly(new Explanation.Value("finding.labels[\"owner\"]", Optional.empty()));
  }

  @Test
  void a_label_of_the_object_is_none_of_the_finding() {
    Explanation clause = explain("finding.object.labels.public == 'true'");
    assertThat(clause.outcome()).isEqualTo(Outcome.ERROR);
    assertThat(clause.values())
        .containsExactly(
            new Explanation.Value("finding.object.labels[\"public\"]", Optional.empty()));
  }

  @Test
  void a_loop_is_one_clause_in_its_own_words() {
    Explanation clause = explain("finding.labels.exists(k, k.startsWith('pub'))");
    assertThat(clause.source()).isEqualTo("finding.labels.exists(k, k.startsWith(\"pub\"))");
    assertThat(clause.values())
        .containsExactly(
            new Explanation.Value("finding.labels", Optional.of(Map.of("public", "true"))));
  }

  private static Explanation explain(String source) {
    return Explanation.of(Condition.compile(source).orElseThrow(), FINDING);
  }
}
