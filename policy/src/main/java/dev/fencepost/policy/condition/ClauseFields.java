package dev.fencepost.policy.condition;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The fields that a clause looks at. */
final class ClauseFields {

  private final Set<FindingField> fields = EnumSet.noneOf(FindingField.class);

  private ClauseFields() {}

  static Set<FindingField> of(Clause clause) {
    ClauseFields found = new ClauseFields();
    found.add(clause);
    return found.fields;
  }

  private void add(Clause clause) {
    if (clause instanceof Clause.And and) {
      addAll(and.parts());
    } else if (clause instanceof Clause.Or or) {
      addAll(or.parts());
    } else if (clause instanceof Clause.Not not) {
      add(not.part());
    } else if (clause instanceof Clause.Choice choice) {
      addAll(List.of(choice.test(), choice.yes(), choice.no()));
    } else if (clause instanceof Clause.TextComparison text) {
      add(text.term());
    } else if (clause instanceof Clause.TextIn in) {
      add(in.term());
    } else if (clause instanceof Clause.TextPart part) {
      add(part.term());
    } else if (clause instanceof Clause.TextMatch match) {
      add(match.term());
    } else if (clause instanceof Clause.CountComparison) {
      fields.add(FindingField.MATCH_COUNT);
    } else if (clause instanceof Clause.ConfidenceComparison) {
      fields.add(FindingField.CONFIDENCE);
    } else if (clause instanceof Clause.TimeComparison) {
      fields.add(FindingField.DISCOVERED_AT);
    } else if (clause instanceof Clause.HasLabel) {
      fields.add(FindingField.LABELS);
    } else if (!(clause instanceof Clause.Constant)) {
      // Nobody knows what CEL's own runtime looks at.
      fields.addAll(EnumSet.allOf(FindingField.class));
    }
  }

  private void addAll(List<Clause> clauses) {
    clauses.forEach(this::add);
  }

  private void add(TextTerm term) {
    fields.add(term instanceof TextTerm.Field field ? field.field() : FindingField.LABELS);
  }
}
