package dev.fencepost.bench.landing;

import dev.fencepost.bench.contest.Contestant;
import dev.fencepost.bench.stage.Arena;
import dev.fencepost.bench.stage.Drain;
import dev.fencepost.bench.stage.LandingRun;
import dev.fencepost.bench.stage.Stage;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.local.flink.FlinkSettings;
import dev.fencepost.local.home.Home;
import dev.fencepost.local.home.ProjectRoot;
import dev.fencepost.local.process.ChildProcess;
import dev.fencepost.local.process.ChildSpec;
import dev.fencepost.local.process.ClassPath;
import dev.fencepost.local.process.JavaProgram;
import dev.fencepost.local.process.Lifetime;
import dev.fencepost.local.process.LogTail;
import dev.fencepost.local.process.Wait;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One turn of each contestant, in a database of its own; the answers are records per second. */
final class Turns {

  static final int BATCH = 5_000;

  private static final Duration LIMIT = Duration.ofMinutes(20);

  private final Home home;
  private final Stage stage;
  private final Drain drain;

  Turns(Home home, Stage stage, Drain drain) {
    this.home = home;
    this.stage = stage;
    this.drain = drain;
  }

  Contestant fencepost(String name, int policies) {
    return Contestant.startingAfresh(name, () -> landingRate(policies));
  }

  Contestant limit(int policies) {
    return Contestant.startingAfresh("limit", () -> limitRate(policies));
  }

  Contestant copy(int policies) {
    return new Contestant("copy", () -> new CopyTurn(stage, policies).rate());
  }

  Contestant peer(String name, Peer peer, Tuning tuning, int policies) {
    return Contestant.startingAfresh(name, () -> peerRate(peer, tuning, policies));
  }

  private double landingRate(int policies) throws Exception {
    try (Arena arena = stage.arena(policies);
        LandingRun run = LandingRun.start(stage, arena, FlinkSettings.defaults())) {
      return checked(arena, drain.ofPositions(arena, run.taskManager()), true);
    }
  }

  private double limitRate(int policies) throws Exception {
    Path answer = home.temporary().resolve("limit.seconds");
    Files.deleteIfExists(answer);
    stage.allowCheckpoints();
    try (Arena recorded = stage.arena(policies);
        Arena replayed = stage.arena(policies)) {
      JavaProgram program =
          new JavaProgram(
              ClassPath.ofModule(ProjectRoot.find(), "bench"),
              LimitMain.class.getName(),
              List.of("-Xmx6g"),
              List.of(
                  recorded.settings().url(),
                  replayed.settings().url(),
                  replayed.settings().user(),
                  Long.toString(stage.backlog().records()),
                  Integer.toString(BATCH),
                  answer.toString()));
      ChildProcess process =
          ChildProcess.start(
              home, ChildSpec.of("limit", program.command(home, "limit"), Lifetime.WITH_PARENT));
      Wait.until(() -> !process.isAlive(), LIMIT);
      process.kill9();
      if (Files.notExists(answer)) {
        throw CommandFailure.failed("the limit failed" + LogTail.of(process.record().log()));
      }
      double seconds = Double.parseDouble(Files.readString(answer));
      return checked(replayed, stage.backlog().records() / seconds, true);
    }
  }

  private double peerRate(Peer peer, Tuning tuning, int policies) throws Exception {
    try (Arena arena = stage.arena(policies)) {
      ChildProcess process = peer.start(home, stage.kafka(), arena, tuning);
      try {
        return checked(arena, drain.ofFindings(arena, process), false);
      } finally {
        process.kill9();
      }
    }
  }

  private double checked(Arena arena, double rate, boolean tracked) throws Exception {
    arena.requireFindings(stage.backlog().distinct());
    if (tracked) {
      arena.requireTasks(stage.backlog().tasks());
    }
    return rate;
  }
}
