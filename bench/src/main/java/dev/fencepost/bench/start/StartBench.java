package dev.fencepost.bench.start;

import dev.fencepost.bench.BenchCommand;
import dev.fencepost.bench.contest.Contest;
import dev.fencepost.bench.contest.Contestant;
import dev.fencepost.bench.contest.Series;
import dev.fencepost.bench.jvm.TimedCommand;
import dev.fencepost.bench.report.BenchResult;
import dev.fencepost.bench.report.Ratio;
import dev.fencepost.cli.session.Session;
import dev.fencepost.local.home.Home;
import dev.fencepost.local.home.ProjectRoot;
import java.io.IOException;
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
                    new Contestant("command", () -> launcher(home, "--version").seconds(0)),
                    new Contestant("status", () -> launcher(home, "status").seconds(NOTHING_RUNS)),
                    new Contestant("empty_jvm", () -> emptyProgram(home).seconds(0))));
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
    double took = launcher(home, "up").seconds(0);
    launcher(home, "down").seconds(0);
    return took;
  }

  private static TimedCommand launcher(Home home, String word) throws IOException {
    return TimedCommand.launcher(home, home.folder().resolve("data").resolve("start"), word);
  }

  /** The smallest thing that a JVM can do, from a class file of the same kind of folder. */
  private static TimedCommand emptyProgram(Home home) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return TimedCommand.of(
        home,
        List.of(
            java.toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-XX:-UsePerfData",
            "-cp",
            ProjectRoot.find().target("bench").resolve("classes").toString(),
            EmptyProgram.class.getName()));
  }
}
