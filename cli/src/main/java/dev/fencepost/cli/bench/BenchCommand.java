package dev.fencepost.cli.bench;

import dev.fencepost.cli.session.Session;
import dev.fencepost.local.home.ProjectRoot;
import dev.fencepost.local.process.ClassPath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Hands everything over to the benchmarks' own program, whose help tells what there is. */
@Command(
    name = "bench",
    usageHelpAutoWidth = true,
    description = "Measures Fencepost against its limits and its peers.",
    footer = {
      "%nExamples:",
      "  fencepost bench help              what can be measured",
      "  fencepost bench start --rounds 1  one of them, quickly"
    })
public final class BenchCommand implements Callable<Integer> {

  private static final String MODULE = "bench";
  private static final String MAIN = "dev.fencepost.bench.BenchMain";

  private final Session session;

  /** Any words in their order: the other program says what is wrong with them. */
  @Unmatched private List<String> words = new ArrayList<>();

  public BenchCommand(Session session) {
    this.session = session;
  }

  /** Waits for the program and returns its exit code; when this process ends, so does that one. */
  @Override
  public Integer call() throws Exception {
    Process program = new ProcessBuilder(command()).inheritIO().start();
    Thread end = new Thread(program::destroy, "end-bench");
    Runtime.getRuntime().addShutdownHook(end);
    return program.waitFor();
  }

  private List<String> command() {
    ProjectRoot root = ProjectRoot.find();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:+UseSerialGC", "-XX:-UsePerfData", "-Dfencepost.root=" + root.folder()));
    command.addAll(List.of("-cp", ClassPath.ofModule(root, MODULE).text(), MAIN));
    command.addAll(words);
    if (session.terminal().isQuiet()) {
      command.add("--quiet");
    }
    if (session.terminal().isDebug()) {
      command.add("--debug");
    }
    return command;
  }
}
