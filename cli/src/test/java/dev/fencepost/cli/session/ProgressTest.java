package dev.fencepost.cli.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.failure.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private Terminal terminal(boolean live) {
    PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
    return new Terminal(stream, stream, live, false);
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  @Test
  void a_file_gets_plain_lines_at_each_tenth() {
    try (Progress progress = new Progress(terminal(false), "scan")) {
      for (int done = 0; done <= 100; done++) {
        progress.at(done, 100, "");
      }
      progress.done("all");
    }
    assertThat(said()).doesNotContain("\r").doesNotContain("\u001b");
    assertThat(said().lines().filter(line -> line.startsWith("scan: "))).hasSize(10);
    assertThat(said()).contains("scan — all (");
  }

  @Test
  void a_terminal_gets_a_bar_in_one_line() {
    try (Progress progress = new Progress(terminal(true), "scan")) {
      progress.at(50, 100, "half");
    }
    assertThat(said()).contains("\r").contains("50/100").contains("half");
  }

  @Test
  void rate_and_remaining_time_come_from_the_pace_so_far() {
    assertThat(Progress.remaining(50, 200, Duration.ofSeconds(5)))
        .isEqualTo(", 10/s, about 15 s left");
    assertThat(Progress.remaining(0, 200, Duration.ofSeconds(5))).isEmpty();
  }

  @Test
  void a_wait_that_takes_too_long_says_for_what() {
    assertThatThrownBy(() -> Await.first("the moon", Duration.ofMillis(1), Optional::<String>empty))
        .isInstanceOfSatisfying(
            CommandFailure.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.TIMED_OUT))
        .hasMessageContaining("the moon");
  }
}
