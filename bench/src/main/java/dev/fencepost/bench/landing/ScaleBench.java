package dev.fencepost.bench.landing;

import dev.fencepost.bench.BenchCommand;
import dev.fencepost.bench.contest.Series;
import dev.fencepost.bench.report.BenchResult;
import dev.fencepost.bench.report.Ratio;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.session.Progress;
import dev.fencepost.cli.session.Session;
import dev.fencepost.local.flink.FlinkSettings;
import dev.fencepost.local.home.Folders;
import dev.fencepost.local.home.Home;
import dev.fencepost.local.kafka.KafkaServer;
import dev.fencepost.local.kafka.KafkaSettings;
import dev.fencepost.local.postgres.PostgresServer;
import dev.fencepost.local.postgres.PostgresSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "scale",
    description = {
      "Measures whether landing keeps its rate and its memory however many findings there are.",
      "",
      "Each size has servers of its own. Memory is the TaskManager's heap after a full collection,"
          + " when everything has landed."
    },
    footer = {"%nExample:", "  fencepost bench scale --millions 1,4"})
public final class ScaleBench extends BenchCommand {

  private static final long MILLION = 1_000_000;

  /** In the topic, the table, its indexes and the log of the database; seen with a million. */
  private static final long BYTES_PER_FINDING = 2_500;

  private static final int POLICIES = 10;
  private static final int HEAP_MEGABYTES = 256;

  @Option(
      names = "--millions",
      split = ",",
      paramLabel = "NUMBER",
      defaultValue = "1,4,16",
      description = "The sizes, smallest first (default: ${DEFAULT-VALUE}).")
  private List<Integer> millions = List.of();

  public ScaleBench(Session session) {
    super(session);
  }

  @Override
  protected BenchResult measure(Home home) throws Exception {
    if (millions.size() < 2 || millions.get(0) < 1) {
      throw CommandFailure.usage("--millions needs at least two sizes from 1 on");
    }
    requireSpace(home, millions.get(millions.size() - 1));
    List<Series> all = new ArrayList<>();
    List<Double> rates = new ArrayList<>();
    List<Double> live = new ArrayList<>();
    for (int size : millions) {
      List<JvmMemory> memory = new ArrayList<>();
      double rate = rate(home, size, memory);
      rates.add(rate);
      live.add(memory.get(0).liveMegabytes());
      all.add(new Series("landing_" + size + "m", "findings/s", List.of(rate)));
      all.add(new Series("live_" + size + "m", "MB", List.of(live.get(live.size() - 1))));
      all.add(
          new Series(
              "peak_resident_" + size + "m", "MB", List.of(memory.get(0).residentMegabytes())));
    }
    int last = millions.size() - 1;
    return new BenchResult(
        "scale",
        Map.of("heap_megabytes", HEAP_MEGABYTES, "policies", POLICIES),
        all,
        List.of(
            Ratio.of("landing_largest_to_smallest", rates.get(last) / rates.get(0)),
            Ratio.atMost(1.1, "live_largest_to_smallest", live.get(last) / live.get(0))));
  }

  private double rate(Home home, int size, List<JvmMemory> memory) throws Exception {
    Backlog backlog = new Backlog(size * MILLION);
    Home own = new Home(home.folder().resolve("data").resolve("scale-" + size));
    PostgresServer server =
        PostgresServer.start(own, PostgresSettings.in(own).withBinaries(home().cache()));
    KafkaServer kafka = KafkaServer.start(own, KafkaSettings.defaults());
    try (Progress progress = new Progress(terminal(), size + " million findings")) {
      Stage stage = new Stage(server, kafka, backlog);
      stage.prepare(POLICIES);
      Drain drain =
          new Drain(
              BacklogTopic.fill(stage.kafka(), backlog).values(),
              stage.ends().values().stream().mapToLong(Long::longValue).sum());
      double rate =
          new Turns(own, stage, drain)
              .landingRate(
                  POLICIES,
                  FlinkSettings.defaults().withHeapMegabytes(HEAP_MEGABYTES),
                  taskManager -> memory.add(JvmMemory.of(taskManager)));
      progress.done("%,.0f findings/s".formatted(rate));
      return rate;
    } finally {
      kafka.stop();
      server.stop();
      Folders.delete(own.folder());
    }
  }

  private static void requireSpace(Home home, long largest) throws Exception {
    Path folder = Files.createDirectories(home.folder());
    long needed = largest * MILLION * BYTES_PER_FINDING;
    long free = Files.getFileStore(folder).getUsableSpace();
    if (free < needed) {
      throw CommandFailure.failed(
          "%d million findings need about %d GB below %s, and %d GB are free"
              .formatted(largest, needed >> 30, folder, free >> 30));
    }
  }
}
