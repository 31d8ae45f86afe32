package dev.fencepost.cli.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectCommandTest {

  private final Path home;

  DetectCommandTest(@TempDir Path home) {
    this.home = home;
  }

  private String detect(String... words) {
    CommandRun run = CommandRun.of(home, words);
    assertThat(run.exitCode()).as(run.messages()).isZero();
    return run.data();
  }

  @Test
  void a_hit_is_explained_without_its_value() {
    String table = detect("detect", "--text", "my ssn is 536221234");

    assertThat(table)
        .contains("US_SSN", "*******34", "0.76", "raises: ssn before it", "0.40 nine digits")
        .doesNotContain("536");
  }

  @Test
  void all_shows_what_is_not_reported_and_why() {
    assertThat(detect("detect", "--text", "415-555-2671", "--field", "order_id"))
        .doesNotContain("PHONE_NUMBER");
    assertThat(detect("detect", "--text", "415-555-2671", "--field", "order_id", "--all"))
        .contains("PHONE_NUMBER", "0.35", "below_floor", "lowers: order in the field's name");
  }

  @Test
  void programs_get_the_steps_and_the_context() {
    assertThat(detect("detect", "--text", "card 4111 1111 1111 1111", "-o", "json"))
        .contains("\"checksum\" : \"agrees\"", "\"word\" : \"card\"", "\"steps\" : [")
        .contains("\"confidence\" : 0.94")
        .doesNotContain("4111");
    assertThat(detect("detect", "--text", "card 4111 1111 1111 1111", "-o", "yaml"))
        .contains("outcome: reported");
  }

  @Test
  void a_file_is_read_in_its_format() throws IOException {
    Path file = Files.writeString(home.resolve("people.csv"), "id,ssn\n1,536-22-1234\n");

    assertThat(detect("detect", file.toString(), "-o", "json"))
        .contains("\"field\" : \"ssn\"", "\"line\" : 2", "\"column\" : 3");
  }

  @Test
  void types_thresholds_and_allowed_values_are_those_of_a_template() {
    String text = "jane@example.com and 536-22-1234";

    assertThat(detect("detect", "--text", text, "--type", "us_ssn"))
        .contains("US_SSN")
        .doesNotContain("EMAIL_ADDRESS");
    assertThat(detect("detect", "--text", text, "--min-confidence", "US_SSN=0.8"))
        .contains("EMAIL_ADDRESS")
        .doesNotContain("US_SSN");
    assertThat(detect("detect", "--text", text, "--allow", "EMAIL_ADDRESS=jane@.*", "--all"))
        .contains("allowed");
  }

  @Test
  void what_is_wrong_is_said_with_its_exit_code() {
    assertThat(CommandRun.of(home, "detect").exitCode()).isEqualTo(2);
    assertThat(CommandRun.of(home, "detect", "f", "--text", "t").exitCode()).isEqualTo(2);
    assertThat(CommandRun.of(home, "detect", "--text", "t", "--allow", "JWT=(").messages())
        .contains("an allow pattern of JWT");
    assertThat(CommandRun.of(home, "detect", "--text", "t", "--allow", "nothing").messages())
        .contains("as in US_SSN=0.8");
    assertThat(CommandRun.of(home, "detect", "--text", "t", "--min-confidence", "SNN=1").messages())
        .contains("there is no type SNN");
    assertThat(CommandRun.of(home, "detect", home.resolve("none").toString()).messages())
        .contains("does not exist");
    assertThat(CommandRun.of(home, "detect", home.toString()).messages()).contains("is a folder");
  }
}
