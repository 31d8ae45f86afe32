package dev.fencepost.bench.backfill;

import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.local.home.Home;
import dev.fencepost.local.process.ChildProcess;
import dev.fencepost.local.process.ChildSpec;
import dev.fencepost.local.process.ClassPath;
import dev.fencepost.local.process.JavaProgram;
import dev.fencepost.local.process.Lifetime;
import dev.fencepost.local.process.LogTail;
import dev.fencepost.local.process.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A peer in a process of its own, which writes lines about when its work begins and ends.
 *
 * @param arguments never secret
 */
record PeerProcess(String name, ClassPath classPath, String mainClass, List<String> arguments) {

  private static final String BEGIN = "work begins at ";
  private static final String END = "work ends at ";
  private static final Duration LIMIT = Duration.ofMinutes(60);

  /** What a peer's program says right before its work. */
  static void sayBegin() {
    System.out.println(BEGIN + System.currentTimeMillis());
  }

  /** What a peer's program says right after its work. */
  static void sayEnd() {
    System.out.println(END + System.currentTimeMillis());
  }

  /** Starts it, waits for its end, and reads what it said. */
  Work run(Home home) throws IOException {
    JavaProgram program =
        new JavaProgram(classPath, mainClass, List.of("-Xms256m", "-Xmx1g"), arguments);
    Instant launched = Instant.now();
    ChildProcess process =
        ChildProcess.start(
            home,
            new ChildSpec(
                name,
                List.of(),
                program.command(home, name),
                Map.of(),
                Map.of(),
                Lifetime.WITH_PARENT,
                "TERM"));
    try {
      Wait.until(() -> !process.isAlive(), LIMIT);
      List<String> said = Files.readAllLines(process.record().log());
      Instant begun = said(said, BEGIN).orElseThrow(() -> failed(process));
      Instant ended = said(said, END).orElseThrow(() -> failed(process));
      return new Work(Duration.between(begun, ended), Duration.between(launched, begun));
    } finally {
      process.kill9();
    }
  }

  private static Optional<Instant> said(List<String> lines, String what) {
    return lines.stream()
        .filter(line -> line.startsWith(what))
        .reduce((earlier, later) -> later)
        .map(line -> Instant.ofEpochMilli(Long.parseLong(line.substring(what.length()))));
  }

  private CommandFailure failed(ChildProcess process) {
    return CommandFailure.failed(
        name + " did not do its work" + LogTail.of(process.record().log()));
  }
}
