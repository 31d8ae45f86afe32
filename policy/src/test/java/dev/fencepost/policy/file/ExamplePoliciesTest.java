package dev.fencepost.policy.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The policies that people start from must be valid and pass their own tests. */
class ExamplePoliciesTest {

  private final PolicyBatch examples =
      PolicyFiles.read(List.of(Path.of("..", "examples", "policies")));

  @Test
  void every_example_is_valid_and_passes_its_tests() {
    assertThat(examples.problems()).isEmpty();
    assertThat(examples.policies()).hasSizeGreaterThanOrEqualTo(6);
    for (PolicyFile policy : examples.policies()) {
      assertThat(policy.tests()).as(policy.name()).hasSizeGreaterThanOrEqualTo(2);
      assertThat(policy.runTests())
          .as(policy.name())
          .allSatisfy(result -> assertThat(result.passed()).as(result.message()).isTrue());
    }
  }

  @Test
  void so_do_those_of_the_documentation() throws IOException {
    String text = Files.readString(Path.of("..", "docs", "policies.md"));
    List<PolicyFile> policies =
        Pattern.compile("```yaml\n(apiVersion.*?)```", Pattern.DOTALL)
            .matcher(text)
            .results()
            .map(block -> block.group(1).getBytes(StandardCharsets.UTF_8))
            .flatMap(block -> PolicyFiles.parse(Map.of("policies.md", block)).policies().stream())
            .toList();
    assertThat(policies).hasSize(2);
    assertThat(policies)
        .allSatisfy(
            policy ->
                assertThat(policy.runTests())
                    .allSatisfy(
                        result -> assertThat(result.passed()).as(result.message()).isTrue()));
  }

  @Test
  void exactly_one_example_does_not_follow_the_stream() {
    assertThat(examples.policies())
        .filteredOn(policy -> !policy.requiresStreamingUpdates())
        .hasSize(1);
  }
}
