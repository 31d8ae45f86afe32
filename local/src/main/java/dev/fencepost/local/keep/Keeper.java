package dev.fencepost.local.keep;

import dev.fencepost.local.home.Home;
import dev.fencepost.local.process.ChildProcess;
import dev.fencepost.local.process.Lifetime;
import dev.fencepost.local.process.ProcessTable;
import dev.fencepost.local.process.Readiness;
import dev.fencepost.local.process.StartFailed;
import dev.fencepost.local.service.JavaService;
import java.time.Duration;

/** The keeper's process, for whoever starts a stack. */
public final class Keeper {

  static final String READY = "the keeper looks after ";

  private static final Duration START_LIMIT = Duration.ofSeconds(30);

  private Keeper() {}

  /**
   * Starts the home's keeper; {@link ProcessTable#stopAll} stops it before anything else.
   *
   * @throws StartFailed when it does not start
   */
  public static ChildProcess start(Home home, Lifetime lifetime) {
    ChildProcess process =
        JavaService.of(ProcessTable.KEEPER, "local", KeeperMain.class.getName())
            .withOptions("-Xms8m", "-Xmx32m")
            .withArguments(home.folder().toString())
            .start(home, lifetime);
    process.awaitReady(Readiness.log(process.record().log(), READY), START_LIMIT);
    return process;
  }
}
