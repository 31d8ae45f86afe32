package dev.fencepost.proofs.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.policy.condition.Condition;
import dev.fencepost.policy.condition.Outcome;
import dev.fencepost.policy.condition.Outline;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whether what is generated is as hostile as it is meant to be, judged without a database. */
class HostileConditionsTest {

  @Test
  void a_thousand_conditions_show_every_alternative_of_the_grammar() {
    HostileConditions conditions = new HostileConditions(1);
    conditions.next(1_000);
    assertThat(conditions.neverDrawn()).isEmpty();
  }

  @Test
  void every_text_is_a_field_and_a_label_of_some_finding() {
    List<Finding> findings = HostileFindings.from(1, 700);
    Set<String> fields = findings.stream().map(Finding::field).collect(Collectors.toSet());
    Set<String> labels = new HashSet<>();
    findings.forEach(finding -> labels.addAll(finding.labels().values()));
    assertThat(fields).containsAll(HostileTexts.STORABLE);
    assertThat(labels).containsAll(HostileTexts.STORABLE);
  }

  @Test
  void errors_are_absorbed_by_what_surrounds_them() {
    int absorbed = 0;
    int passedOn = 0;
    for (String source : HostileConditions.from(2, 400)) {
      Condition condition = Condition.compile(source).orElseThrow();
      Outline outline = condition.outline();
      for (Finding finding : HostileFindings.from(2, 10)) {
        boolean partFails =
            outline.parts().stream()
                .anyMatch(part -> part.predicate().judge(finding) == Outcome.ERROR);
        boolean fails = condition.judge(finding) == Outcome.ERROR;
        absorbed += partFails && !fails ? 1 : 0;
        passedOn += partFails && fails ? 1 : 0;
      }
    }
    assertThat(absorbed).isGreaterThan(100);
    assertThat(passedOn).isGreaterThan(100);
  }

  @Test
  void the_compiled_set_agrees_with_cel_on_findings_that_no_database_can_hold() {
    List<String> conditions = new ArrayList<>(Corpus.conditions());
    conditions.addAll(HostileConditions.from(3, 200));
    new Trial(conditions, HostileFindings.unstorable(3, 60)).withCompiledSet();
  }

  /** One character is dropped, doubled or exchanged; what still compiles is judged alike. */
  @Test
  void a_mutilated_condition_is_refused_or_judged_alike() {
    Random random = new Random(4);
    List<String> accepted = new ArrayList<>();
    int refused = 0;
    for (String source : HostileConditions.from(4, 500)) {
      String mutilated = mutilated(source, random);
      if (Condition.compile(mutilated).condition().isPresent()) {
        accepted.add(mutilated);
      } else {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(100);
    assertThat(accepted).hasSizeGreaterThan(50);
    new Trial(accepted, HostileFindings.from(4, 20)).withCompiledSet();
  }

  private static String mutilated(String source, Random random) {
    int at = random.nextInt(source.length());
    String other = source.substring(at, at + 1);
    String put =
        switch (random.nextInt(4)) {
          case 0 -> "";
          case 1 -> other + other;
          case 2 -> HostileTexts.anyOf(random, List.of("!", "0", "9", "(", ")", "\"", "\\", "a"));
          default -> String.valueOf(source.charAt(random.nextInt(source.length())));
        };
    return source.substring(0, at) + put + source.substring(at + 1);
  }
}
