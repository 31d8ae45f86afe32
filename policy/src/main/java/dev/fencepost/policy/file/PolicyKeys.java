package dev.fencepost.policy.file;

import dev.fencepost.policy.condition.FindingField;
import java.util.List;

/** The keys that a policy file may have; the published schema names the same. */
final class PolicyKeys {

  static final String API_VERSION = "fencepost/v1";
  static final String KIND = "Policy";

  static final List<String> POLICY = List.of("apiVersion", "kind", "metadata", "spec");
  static final List<String> METADATA = List.of("name", "labels");
  static final List<String> SPEC =
      List.of("description", "severity", "condition", "requires_streaming_updates", "tests");
  static final List<String> TEST = List.of("name", "finding", "matches");
  static final List<String> FINDING = FindingField.keys();

  /** The key of a test's finding that holds the attributes of its object. */
  static final String OBJECT_KEY = "object";

  static final List<String> OBJECT = FindingField.keys(OBJECT_KEY);

  private PolicyKeys() {}
}
