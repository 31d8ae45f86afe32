package dev.fencepost.local.keep;

import dev.fencepost.core.retry.BackOff;
import dev.fencepost.local.home.Home;
import dev.fencepost.local.process.ExitGuard;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks after the processes of one home until it is asked to end; the argument is the folder. */
public final class KeeperMain {

  private static final Duration PAUSE = Duration.ofMillis(250);

  private KeeperMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    Home home = new Home(Path.of(arguments[0]));
    CountDownLatch ending = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  ending.countDown();
                  ExitGuard.startNothingMore(home);
                },
                "start-nothing-more"));
    InstantSource clock = InstantSource.system();
    KeeperRounds rounds =
        new KeeperRounds(
            home,
            new BackOff(Duration.ofMillis(500), Duration.ofSeconds(10), Math::random),
            clock,
            line -> System.out.println(clock.instant() + " " + line));
    System.out.println(clock.instant() + " " + Keeper.READY + home.folder());
    do {
      rounds.round();
    } while (!ending.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
  }
}
