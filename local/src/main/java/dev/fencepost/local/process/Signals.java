package dev.fencepost.local.process;

/** Signals that Java has no call for. */
public final class Signals {

  private Signals() {}

  /**
   * Sends a signal; false when there is no such process or it may not be signalled.
   *
   * @param signal the name without SIG, for example {@code INT}
   */
  public static boolean send(long pid, String signal) {
    // The shell's own kill, because slim machines have no kill program.
    return Commands.succeeds("sh", "-c", "kill -s \"$1\" \"$2\"", "sh", signal, Long.toString(pid));
  }
}
