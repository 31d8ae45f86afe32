package dev.fencepost.bench.scale;

import dev.fencepost.bench.contest.Series;
import dev.fencepost.bench.jvm.JvmMemory;
import dev.fencepost.bench.jvm.JvmWatch;
import dev.fencepost.bench.report.Ratio;
import dev.fencepost.bench.stage.Arena;
import dev.fencepost.bench.stage.Backfilled;
import dev.fencepost.bench.stage.Backlog;
import dev.fencepost.bench.stage.BacklogTopic;
import dev.fencepost.bench.stage.Drain;
import dev.fencepost.bench.stage.LandingPolicies;
import dev.fencepost.bench.stage.LandingRun;
import dev.fencepost.bench.stage.RunningBackfill;
import dev.fencepost.bench.stage.Servers;
import dev.fencepost.bench.stage.Stage;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.session.Progress;
import dev.fencepost.cli.session.Terminal;
import dev.fencepost.local.flink.FlinkSettings;
import dev.fencepost.local.home.Folders;
import dev.fencepost.local.home.Home;
import dev.fencepost.local.postgres.PostgresSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Landings and backfills with ten policies, for several numbers of findings. */
final class FindingsScale {

  static final int POLICIES = 10;
  static final int HEAP_MEGABYTES = 256;

  private static final long MILLION = 1_000_000;

  /** In the topic, the table, its indexes and the log of the database; seen with a million. */
  private static final long BYTES_PER_FINDING = 2_500;

  private static final double MILLIS = 1e3;

  private final Home home;
  private final Path cache;
  private final Terminal terminal;
  private final List<Size> sizes = new ArrayList<>();

  /**
   * @param cache where the servers' programs are kept
   */
  FindingsScale(Home home, Path cache, Terminal terminal) {
    this.home = home;
    this.cache = cache;
    this.terminal = terminal;
  }

  /**
   * What one size gave.
   *
   * @param landed records a second
   * @param judged findings a second
   * @param live megabytes of the TaskManager's heap, when everything had landed
   */
  private record Size(
      int millions,
      double landed,
      double judged,
      double live,
      JvmWatch landing,
      JvmWatch backfill) {

    List<Series> series() {
      return List.of(
          one("landing", "findings/s", landed),
          one("live", "MB", live),
          one("landing_peak", "MB", landing.peakMegabytes()),
          one("landing_collecting", "%", landing.collectingPercent()),
          one("backfill", "findings/s", judged),
          one("backfill_peak", "MB", backfill.peakMegabytes()),
          one("backfill_collecting", "%", backfill.collectingPercent()));
    }

    private Series one(String name, String unit, double value) {
      return new Series(name + "_" + millions + "m", unit, List.of(value));
    }
  }

  /** Measures these sizes, after a look whether there is room for the largest. */
  void measure(List<Integer> millions) throws Exception {
    requireSpace(millions.get(millions.size() - 1));
    for (int size : millions) {
      sizes.add(size(size));
    }
  }

  List<Series> series() {
    return sizes.stream().flatMap(size -> size.series().stream()).toList();
  }

  List<Ratio> ratios() {
    Size smallest = sizes.get(0);
    Size largest = sizes.get(sizes.size() - 1);
    return List.of(
        Ratio.of("landing_largest_to_smallest", largest.landed() / smallest.landed()),
        Ratio.atMost(1.1, "live_largest_to_smallest", largest.live() / smallest.live()),
        Ratio.of("backfill_largest_to_smallest", largest.judged() / smallest.judged()));
  }

  private Size size(int millions) throws Exception {
    Backlog backlog = new Backlog(millions * MILLION);
    Home own = new Home(home.folder().resolve("data").resolve("scale-" + millions));
    try (Progress progress = new Progress(terminal, millions + " million findings");
        Servers servers =
            Servers.start(own, PostgresSettings.in(own).withBinaries(cache)).withKafka()) {
      Stage stage = Stage.of(servers, backlog);
      try (Arena arena = stage.only(POLICIES)) {
        Size seen = size(millions, stage, arena);
        progress.done("%,.0f and %,.0f findings/s".formatted(seen.landed(), seen.judged()));
        return seen;
      }
    } finally {
      Folders.delete(own.folder());
    }
  }

  private static Size size(int millions, Stage stage, Arena arena) throws Exception {
    Backlog backlog = stage.backlog();
    Drain drain =
        new Drain(
            backlog,
            BacklogTopic.fill(stage.kafka(), backlog).values(),
            stage.ends().values().stream().mapToLong(Long::longValue).sum());
    double landed;
    double live;
    JvmWatch landing;
    try (LandingRun run =
        LandingRun.start(
            stage, arena, FlinkSettings.defaults().withHeapMegabytes(HEAP_MEGABYTES))) {
      landing = JvmWatch.of(run.taskManager());
      try (landing) {
        landed = drain.ofPositions(arena, run.taskManager());
      }
      live = JvmMemory.live(run.taskManager());
    }
    arena.requireFindings(backlog.distinct());
    arena.requireTasks(backlog.tasks());
    long job = Backfilled.fence(arena.settings(), LandingPolicies.of(POLICIES, "again"));
    Backfilled done;
    RunningBackfill running =
        RunningBackfill.start(stage.home(), arena.settings(), Optional.empty(), job);
    JvmWatch backfill = JvmWatch.of(running.process());
    try (running;
        backfill) {
      done = running.finish();
    }
    return new Size(
        millions,
        landed,
        backlog.distinct() * MILLIS / done.judging().toMillis(),
        live,
        landing,
        backfill);
  }

  private void requireSpace(long largest) throws IOException {
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
