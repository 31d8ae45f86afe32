package dev.fencepost.bench.start;

import dev.fencepost.bench.BenchCommand;
import dev.fencepost.bench.contest.Contest;
import dev.fencepost.bench.contest.Contestant;
import dev.fencepost.bench.contest.Series;
import dev.fencepost.bench.report.BenchResult;
import dev.fencepost.bench.report.Ratio;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.session.Session;
import dev.fencepost.local.home.Home;
import dev.fencepost.local.home.ProjectRoot;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
    name = "start",
    description = {
      "Measures how long up takes on data that are there, and commands that have nothing to do:"
          + " --version, and status where nothing runs.",
      "",
      "The limit of a command is an empty program in the same Java with class-data sharing."
    })
public final class StartBench extends BenchCommand {

  private static final double NANOS = 1e9;
  private static final int COMMAND_RUNS = 5;

  /** What {@code status} ends with then. */
  private static final int NOTHING_RUNS = 1;

  public StartBench(Session session) {
    super(session);
  }

  @Override
  protected BenchResult measure(Home home) throws Exception {
    List<Series> all = new ArrayList<>();
    List<Series> commands =
        new Contest("s", 1, rounds() * COMMAND_RUNS)
            .run(
                terminal(),
                List.of(
                    new Contestant("command", () -> seconds(home, launcher("--version"))),
                    new Contestant("status", () -> seconds(home, launcher("status"), NOTHING_RUNS)),
                    new Contestant("empty_jvm", () -> seconds(home, emptyProgram()))));
    double emptyJvm = commands.get(2).median();
    all.addAll(commands);
    all.addAll(
        new Contest("s", 1, rounds())
            .run(terminal(), List.of(new Contestant("up", () -> up(home)))));
    return new BenchResult(
        "start",
        Map.of("java", System.getProperty("java.version", "")),
        all,
        List.of(
            Ratio.atMost(3, "command_to_empty_jvm", commands.get(0).median() / emptyJvm),
            Ratio.of("status_to_empty_jvm", commands.get(1).median() / emptyJvm),
            Ratio.atMost(15, "up_seconds", all.get(3).median())));
  }

  private static double up(Home home) throws Exception {
    double took = seconds(home, launcher("up"));
    seconds(home, launcher("down"));
    return took;
  }

  private static List<String> launcher(String command) {
    return List.of(ProjectRoot.find().folder().resolve("fencepost").toString(), command);
  }

  /** The smallest thing that a JVM can do, from a class file of the same kind of folder. */
  private static List<String> emptyProgram() {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return List.of(
        java.toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xshare:auto",
        "-XX:-UsePerfData",
        "-cp",
        ProjectRoot.find().target("bench").resolve("classes").toString(),
        EmptyProgram.class.getName());
  }

  private static double seconds(Home home, List<String> command) throws Exception {
    return seconds(home, command, 0);
  }

  private static double seconds(Home home, List<String> command, int expected) throws Exception {
    Path log = Files.createDirectories(home.logs()).resolve("bench-start.log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(Redirect.from(new java.io.File("/dev/null")))
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(log.toFile()));
    builder
        .environment()
        .put("FENCEPOST_HOME", home.folder().resolve("data").resolve("start").toString());
    long begun = System.nanoTime();
    int code = builder.start().waitFor();
    double took = (System.nanoTime() - begun) / NANOS;
    if (code != expected) {
      throw CommandFailure.failed(
          String.join(" ", command) + " ended with " + code + ": " + Files.readString(log).strip());
    }
    return took;
  }
}
