package dev.fencepost.proofs.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.core.finding.ObjectAttributes;
import dev.fencepost.policy.condition.Condition;
import dev.fencepost.policy.condition.FindingField;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whoever judges by a condition may leave out the fields that it does not name. */
class NamedFieldsTest {

  @Test
  void fields_that_a_condition_does_not_name_never_change_the_outcome() {
    List<String> conditions = new ArrayList<>(Corpus.conditions());
    conditions.addAll(HostileConditions.from(6, 150));
    List<Finding> findings = HostileFindings.from(6, 12);
    for (String source : conditions) {
      Condition condition = Condition.compile(source).orElseThrow();
      for (int i = 1; i < findings.size(); i++) {
        Mixture mixture = new Mixture(condition.fields(), findings.get(i - 1), findings.get(i));
        assertThat(condition.judge(mixture.finding()))
            .as("%s over %s", source, mixture.named())
            .isEqualTo(condition.judge(mixture.named()));
      }
    }
  }

  /** One finding for the fields that are named, and another one for the rest. */
  private record Mixture(Set<FindingField> fields, Finding named, Finding other) {

    Finding finding() {
      return new Finding(
          with(FindingField.ID).id(),
          with(FindingField.INFO_TYPE).infoType(),
          with(FindingField.CONFIDENCE).confidence(),
          with(FindingField.MATCH_COUNT).matchCount(),
          with(FindingField.DATASOURCE).datasource(),
          with(FindingField.NODE_GROUP).nodeGroup(),
          with(FindingField.OBJECT_PATH).objectPath(),
          with(FindingField.FIELD).field(),
          with(FindingField.LABELS).labels(),
          with(FindingField.DISCOVERED_AT).discoveredAt(),
          with(FindingField.OWNER).owner(),
          with(FindingField.REGION).region(),
          new ObjectAttributes(
              with(FindingField.OBJECT_SIZE).object().size(),
              with(FindingField.OBJECT_TYPE).object().type(),
              with(FindingField.OBJECT_OWNER).object().owner(),
              with(FindingField.OBJECT_MODIFIED_AT).object().modifiedAt(),
              with(FindingField.OBJECT_LABELS).object().labels()));
    }

    private Finding with(FindingField field) {
      return fields.contains(field) ? named : other;
    }
  }
}
