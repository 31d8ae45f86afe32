package dev.fencepost.cli;

import dev.fencepost.cli.session.Session;
import dev.fencepost.cli.session.Terminal;
import dev.fencepost.local.home.Home;
import dev.fencepost.testkit.postgres.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** One command, run in this JVM, and what it said. */
public record CommandRun(int exitCode, String data, String messages) {

  public static CommandRun of(Path home, String... arguments) {
    return of(home, Map.of("NO_COLOR", "1"), arguments);
  }

  /** Against a database of the test's own. */
  public static CommandRun on(TestDatabase store, Path home, String... arguments) {
    return of(
        home,
        Map.of("FENCEPOST_DB_URL", store.jdbcUrl(), "FENCEPOST_DB_USER", store.user()),
        arguments);
  }

  public static CommandRun of(Path home, Map<String, String> environment, String... arguments) {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    Terminal terminal = new Terminal(stream(data), stream(messages), false, false);
    int exitCode = Main.run(new Session(terminal, environment, new Home(home)), arguments);
    return new CommandRun(
        exitCode, data.toString(StandardCharsets.UTF_8), messages.toString(StandardCharsets.UTF_8));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
