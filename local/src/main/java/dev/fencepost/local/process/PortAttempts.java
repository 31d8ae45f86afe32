package dev.fencepost.local.process;

import dev.fencepost.local.home.Home;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Starting a server on a port that was free a moment ago: another program may take it in between,
 * and then the next attempt takes another.
 *
 * @param spec called for each attempt, to choose ports anew; throws when a wanted one is in use
 */
public record PortAttempts(Home home, Supplier<ChildSpec> spec) {

  private static final int ATTEMPTS = 5;
  private static final String PORT_LOST = "Address already in use";

  /**
   * A process that is ready.
   *
   * @throws StartFailed when it does not become ready; nothing of it runs then
   */
  public ChildProcess start(Function<ChildProcess, Readiness> ready, Duration limit) {
    for (int attempt = 1; ; attempt++) {
      ChildProcess process = ChildProcess.start(home, spec.get());
      try {
        process.awaitReady(ready.apply(process), limit);
        return process;
      } catch (StartFailed e) {
        process.kill9();
        boolean portLost = Readiness.log(process.record().log(), PORT_LOST).isReady();
        if (!portLost || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }
}
