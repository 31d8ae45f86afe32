package dev.fencepost.cli.stack;

import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.local.home.Home;
import dev.fencepost.local.home.HomeLock;
import java.util.concurrent.Callable;

/** The right to start and stop what runs in a home. */
public final class StackLock {

  private StackLock() {}

  /**
   * Does the work while no other command starts or stops anything in the home.
   *
   * @throws CommandFailure when another command holds the right
   */
  // The lock's only use is to be held.
  @SuppressWarnings("try")
  public static <T> T whileHolding(Home home, Callable<T> work) throws Exception {
    try (HomeLock lock = HomeLock.tryAcquire(home).orElseThrow(() -> taken(home))) {
      return work.call();
    }
  }

  private static CommandFailure taken(Home home) {
    return CommandFailure.failed(
        "another command is starting, stopping or demonstrating the stack in "
            + home.folder()
            + "; wait until it has ended, or stop it with Ctrl-C");
  }
}
