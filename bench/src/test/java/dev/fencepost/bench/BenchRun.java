package dev.fencepost.bench;

import dev.fencepost.cli.session.Session;
import dev.fencepost.cli.session.Terminal;
import dev.fencepost.local.home.Home;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** One benchmark, run in this JVM, and what it said. */
public record BenchRun(int exitCode, String data, String messages) {

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
