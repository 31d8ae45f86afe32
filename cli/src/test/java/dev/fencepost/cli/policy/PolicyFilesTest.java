package dev.fencepost.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.cli.CommandRun;
import dev.fencepost.local.home.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyFilesTest {

  private static final String GOOD =
      """
      apiVersion: fencepost/v1
      kind: Policy
      metadata:
        name: cards
      spec:
        severity: high
        condition: finding.info_type == "CREDIT_CARD"
        tests:
          - {name: card, finding: {info_type: CREDIT_CARD}, matches: true}
      """;

  private final Path folder;

  PolicyFilesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private CommandRun run(String... arguments) {
    return CommandRun.of(folder.resolve("home"), arguments);
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void the_example_policies_are_valid_and_pass_their_tests() {
    String examples = ProjectRoot.find().folder().resolve("examples/policies").toString();
    assertThat(run("policy", "validate", examples).exitCode()).isZero();
    assertThat(run("policy", "test", examples).exitCode()).isZero();
  }

  @Test
  void a_bad_file_is_named_with_line_and_column_and_the_nearest_name() throws IOException {
    String bad = file("bad.yaml", GOOD.replace("finding.info_type", "finding.info_tpye"));
    CommandRun run = run("policy", "validate", bad);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.messages()).contains(bad + ":7:").contains("info_type");
  }

  @Test
  void one_bad_file_spoils_the_set() throws IOException {
    String good = file("good.yaml", GOOD);
    String bad = file("bad.yaml", GOOD.replace("severity: high", "severity: hihg"));
    CommandRun run = run("policy", "apply", good, bad);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.messages()).contains("nothing of the set is applied").contains("high");
  }

  @Test
  void a_failing_test_fails_and_is_listed() throws IOException {
    String wrong = file("wrong.yaml", GOOD.replace("matches: true", "matches: false"));
    CommandRun run = run("policy", "test", wrong, "-o", "json");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.data()).contains("\"passed\" : false");
  }

  @Test
  void a_missing_file_is_not_found() {
    CommandRun run = run("policy", "validate", folder.resolve("none.yaml").toString());
    assertThat(run.exitCode()).isEqualTo(5);
    assertThat(run.messages()).contains("none.yaml");
  }

  @Test
  void verify_wants_names_or_all() {
    assertThat(run("policy", "verify").exitCode()).isEqualTo(2);
    assertThat(run("policy", "verify", "cards", "--all").exitCode()).isEqualTo(2);
  }
}
