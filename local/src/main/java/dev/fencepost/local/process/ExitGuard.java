package dev.fencepost.local.process;

import dev.fencepost.local.home.Home;

/**
 * Stops every process of a home when this JVM ends: in order, by Ctrl-C, or by a failure. Against
 * the death of this JVM itself see {@link Lifetime#WITH_PARENT}.
 */
public final class ExitGuard implements AutoCloseable {

  private final Home home;
  private final Thread hook;

  private ExitGuard(Home home) {
    this.home = home;
    this.hook = new Thread(this::stopEverything, "stop-everything");
  }

  /**
   * From now on this JVM starts nothing in the home; what it was starting is written down when this
   * returns.
   */
  public static void startNothingMore(Home home) {
    Spawn.close(home);
  }

  /** Takes effect at once, also for what is started later. */
  public static ExitGuard arm(Home home) {
    ExitGuard guard = new ExitGuard(home);
    Runtime.getRuntime().addShutdownHook(guard.hook);
    return guard;
  }

  /** Leaves everything running when this JVM ends. */
  public void release() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException tooLate) {
      // The JVM is ending already, and then the guard has the last word.
    }
  }

  /** Stops everything now; does nothing to what was left running by {@link #release}. */
  @Override
  public void close() {
    boolean armed;
    try {
      armed = Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException endingAlready) {
      return;
    }
    if (armed) {
      new ProcessTable(home).stopAll();
    }
  }

  private void stopEverything() {
    Spawn.close(home);
    new ProcessTable(home).stopAll();
  }
}
