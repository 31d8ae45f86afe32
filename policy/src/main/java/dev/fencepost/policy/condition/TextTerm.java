package dev.fencepost.policy.condition;

import dev.fencepost.core.finding.Finding;
import org.jspecify.annotations.Nullable;

/** A text that a finding holds: one of its fields, or one of its labels. */
public sealed interface TextTerm {

  /** The text, or null where the finding has no such label, which CEL calls an error. */
  @Nullable String of(Finding finding);

  /** A text field; it is never missing. */
  record Field(FindingField field) implements TextTerm {
    @Override
    public String of(Finding finding) {
      return field.textOf(finding);
    }
  }

  /**
   * The value of a label.
   *
   * @param labels the field whose map has the label
   */
  record Label(FindingField labels, String key) implements TextTerm {
    @Override
    public @Nullable String of(Finding finding) {
      return labels.labelsOf(finding).get(key);
    }
  }
}
