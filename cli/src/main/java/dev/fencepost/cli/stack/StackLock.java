package dev.fencepost.cli.stack;

import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.local.home.Home;
import dev.fencepost.local.home.HomeLock;

/** The right to start and stop what runs in a home. */
public final class StackLock {

  private StackLock() {}

  /**
   * @throws CommandFailure when another command holds it
   */
  public static HomeLock take(Home home) {
    return HomeLock.tryAcquire(home)
        .orElseThrow(
            () ->
                CommandFailure.failed(
                    "another command is starting, stopping or demonstrating the stack in "
                        + home.folder()
                        + "; wait until it has ended, or stop it with Ctrl-C"));
  }
}
