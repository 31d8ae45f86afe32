package dev.fencepost.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.cli.Main;
import dev.fencepost.local.home.Home;
import dev.fencepost.local.process.ProcessTable;
import dev.fencepost.local.process.Signals;
import dev.fencepost.local.process.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command in a JVM of its own, as a terminal has it. */
class DemoInterruptedE2E {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Path folder;

  DemoInterruptedE2E(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void ctrl_c_in_the_middle_leaves_nothing_running() throws Exception {
    Home home = new Home(folder.resolve("home"));
    Process demo = start(home);
    try {
      assertThat(Wait.until(() -> new ProcessTable(home).alive().size() >= 5, LIMIT))
          .as(said())
          .isTrue();

      Signals.send(demo.pid(), "INT");

      assertThat(demo.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } finally {
      demo.destroyForcibly();
    }
    assertThat(demo.exitValue()).as(said()).isNotZero();
    assertThat(new ProcessTable(home).all()).isEmpty();
    assertThat(ProcessHandle.allProcesses().filter(process -> worksIn(process, home))).isEmpty();
  }

  private Process start(Home home) throws IOException {
    Files.createDirectories(home.folder());
    ProcessBuilder builder =
        new ProcessBuilder(
                // A test may have been started with the signal ignored, which children inherit.
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "demo")
            .redirectErrorStream(true)
            .redirectOutput(log().toFile());
    builder.environment().put("FENCEPOST_HOME", home.folder().toString());
    return builder.start();
  }

  private static boolean worksIn(ProcessHandle process, Home home) {
    return process
        .info()
        .commandLine()
        .filter(line -> line.contains(home.folder().toString()))
        .isPresent();
  }

  private Path log() {
    return folder.resolve("demo.log");
  }

  private String said() throws IOException {
    return Files.readString(log());
  }
}
