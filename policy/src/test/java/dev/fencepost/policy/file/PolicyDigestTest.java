package dev.fencepost.policy.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.policy.file.PolicyDigest.Change;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyDigestTest {

  private static final String POLICY =
      """
      apiVersion: fencepost/v1
      kind: Policy
      metadata: {name: p, labels: {a: "1", b: "2"}}
      spec:
        description: words
        severity: low
        condition: finding.match_count > 1
      """;

  @Test
  void layout_comments_order_of_labels_and_tests_change_nothing() {
    String other =
        POLICY
            .replace("{a: \"1\", b: \"2\"}}", "{b: '2', a: '1'}} # note")
            .replace("condition: finding", "condition: >\n    finding")
            .concat("  requires_streaming_updates: true\n")
            .concat("  tests: [{name: t, finding: {}, matches: false}]\n");
    assertThat(digest(other)).isEqualTo(digest(POLICY));
    assertThat(digest(other).since(digest(POLICY))).isEqualTo(Change.NONE);
  }

  @Test
  void what_decides_matches_is_told_from_what_does_not() {
    assertThat(changeBy("> 1", "> 2")).isEqualTo(Change.JUDGING);
    assertThat(changeBy("spec:", "spec:\n  requires_streaming_updates: false"))
        .isEqualTo(Change.JUDGING);
    assertThat(changeBy("severity: low", "severity: high")).isEqualTo(Change.METADATA);
    assertThat(changeBy("description: words", "description: other")).isEqualTo(Change.METADATA);
    assertThat(changeBy("a: \"1\"", "a: \"12\"")).isEqualTo(Change.METADATA);
  }

  @Test
  void a_stored_version_has_the_digest_of_its_file() {
    assertThat(PolicyDigest.judging("finding.match_count > 1", true))
        .isEqualTo(digest(POLICY).judging());
  }

  /** Digests are stored, so making them differently would show every policy as changed. */
  @Test
  void digests_do_not_change_between_releases() {
    assertThat(PolicyDigest.judging("true", true))
        .isEqualTo("fcf1c9c9f91fc0ff512928ca290beb76b4becb0052f1ecc4020011dbbfb00fcf");
  }

  private static Change changeBy(String from, String to) {
    return digest(POLICY.replace(from, to)).since(digest(POLICY));
  }

  private static PolicyDigest digest(String text) {
    return PolicyFiles.parse(Map.of("p", text.getBytes(StandardCharsets.UTF_8)))
        .policies()
        .get(0)
        .digest();
  }
}
