package dev.fencepost.bench.jvm;

import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.local.home.Home;
import dev.fencepost.local.home.ProjectRoot;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A program that is run to its end by a clock, with nobody at its terminal.
 *
 * @param log where it says what it says
 * @param environment on top of that of this JVM
 */
public record TimedCommand(Path log, List<String> words, Map<String, String> environment) {

  private static final double NANOS = 1e9;

  public TimedCommand {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }

  /** The command at work. */
  public final class Running {

    private final long begun = System.nanoTime();
    private final Process process;

    private Running(ProcessBuilder builder) throws IOException {
      this.process = builder.start();
    }

    public Process process() {
      return process;
    }

    /**
     * Waits for the end; returns how many seconds after the start that was.
     *
     * @throws CommandFailure when it ends with anything but this
     */
    public double seconds(int expected) throws IOException, InterruptedException {
      int code = process.waitFor();
      double took = (System.nanoTime() - begun) / NANOS;
      if (code != expected) {
        throw CommandFailure.failed(
            String.join(" ", words) + " ended with " + code + ": " + Files.readString(log).strip());
      }
      return took;
    }
  }

  /** A command of Fencepost, started as people start it, with a home of its own. */
  public static TimedCommand launcher(Home home, Path commandHome, String... words)
      throws IOException {
    String[] all = new String[words.length + 1];
    all[0] = ProjectRoot.find().folder().resolve("fencepost").toString();
    System.arraycopy(words, 0, all, 1, words.length);
    return of(home, List.of(all)).with("FENCEPOST_HOME", commandHome.toString());
  }

  /**
   * @param home whose logs it is among
   */
  public static TimedCommand of(Home home, List<String> words) throws IOException {
    Path log = Files.createDirectories(home.logs()).resolve("bench-command.log");
    return new TimedCommand(log, words, Map.of());
  }

  /** The same with one more variable. */
  public TimedCommand with(String variable, String value) {
    Map<String, String> more = new LinkedHashMap<>(environment);
    more.put(variable, value);
    return new TimedCommand(log, words, more);
  }

  public Running start() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .redirectInput(Redirect.from(new java.io.File("/dev/null")))
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(log.toFile()));
    builder.environment().putAll(environment);
    return new Running(builder);
  }

  /** Starts it and waits for its end; the same as {@link Running#seconds}. */
  public double seconds(int expected) throws IOException, InterruptedException {
    return start().seconds(expected);
  }
}
