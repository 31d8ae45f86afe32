package dev.fencepost.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.cli.session.Session;
import dev.fencepost.cli.session.Terminal;
import dev.fencepost.local.home.Home;
import dev.fencepost.local.home.ProjectRoot;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One benchmark, run in this JVM, and what it said. */
public record BenchRun(int exitCode, String data, String messages) {

  /**
   * What one round of a benchmark answers, with servers below a folder that later runs use again.
   */
  public static String measured(String folder, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--rounds", "1", "--json", "--quiet"));
    Path home = ProjectRoot.find().target("bench").resolve(folder);
    BenchRun run = in(home, all.toArray(String[]::new));
    assertThat(run.messages()).as("exit code %d", run.exitCode()).isEmpty();
    return run.data();
  }

  public static BenchRun in(Path home, String... arguments) {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    Terminal terminal = new Terminal(stream(data), stream(messages), false, false);
    int exitCode = BenchMain.run(new Session(terminal, Map.of(), new Home(home)), arguments);
    return new BenchRun(
        exitCode, data.toString(StandardCharsets.UTF_8), messages.toString(StandardCharsets.UTF_8));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
