package dev.fencepost.policy.condition;

import dev.fencepost.core.finding.Finding;
import java.util.List;
import java.util.Optional;

/**
 * A condition split at {@code &&}, {@code ||} and {@code !}.
 *
 * @param source this part's text, in CEL's canonical spelling
 * @param parts empty for {@link Connective#LEAF}
 * @param predicate this part alone, as CEL's runtime evaluates it
 * @param uses the fields and labels that a leaf names; empty for other parts
 */
public record Outline(
    String source,
    Connective connective,
    List<Outline> parts,
    CelPredicate predicate,
    List<Use> uses) {

  /** How the parts are joined. */
  public enum Connective {
    ALL,
    ANY,
    NOT,
    LEAF
  }

  /** A field, or with a key one label, that a part reads. */
  public record Use(FindingField field, Optional<String> label) {

    /** The name as a condition writes it. */
    public String name() {
      return label.map(key -> field.celName() + "[\"" + key + "\"]").orElse(field.celName());
    }

    /** The value; empty for a label that the finding lacks. */
    public Optional<Object> of(Finding finding) {
      return label.isPresent()
          ? label.map(field.labelsOf(finding)::get)
          : Optional.of(field.of(finding));
    }
  }
}
