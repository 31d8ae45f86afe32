package dev.fencepost.cli;

import dev.fencepost.cli.session.Session;
import dev.fencepost.cli.session.Terminal;
import dev.fencepost.local.home.Home;
import dev.fencepost.local.home.ProjectRoot;
import dev.fencepost.local.process.ClassPath;
import dev.fencepost.testkit.postgres.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One command and what it said. */
public record CommandRun(int exitCode, String data, String messages) {

  private static final Duration LIMIT = Duration.ofMinutes(4);

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

  /**
   * As the launcher runs it once everything is built.
   *
   * @param environment added to this JVM's own
   */
  public static CommandRun asProcess(
      Path home, Map<String, String> environment, String... arguments) {
    ProjectRoot root = ProjectRoot.find();
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
    words.add("-Dfencepost.root=" + root.folder());
    words.addAll(List.of("-cp", ClassPath.ofModule(root, "cli").text(), Main.class.getName()));
    words.addAll(List.of(arguments));
    try {
      Path data = Files.createTempFile("command", ".out");
      Path messages = Files.createTempFile("command", ".err");
      ProcessBuilder builder =
          new ProcessBuilder(words).redirectOutput(data.toFile()).redirectError(messages.toFile());
      builder.environment().putAll(environment);
      builder.environment().put("FENCEPOST_HOME", home.toString());
      Process process = builder.start();
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      CommandRun run =
          new CommandRun(process.waitFor(), Files.readString(data), Files.readString(messages));
      Files.delete(data);
      Files.delete(messages);
      return run;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a command ran", e);
    }
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
