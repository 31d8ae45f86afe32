package dev.fencepost.testkit.fault;

import dev.fencepost.local.process.ProcessIdentity;
import dev.fencepost.local.process.Signals;
import dev.fencepost.local.process.Wait;
import java.time.Duration;

/** Inflicts faults on a process by its id. */
public final class Faults {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private Faults() {}

  /** Ends the process at once; returns when it is gone. */
  public static void kill9(long pid) {
    send(pid, "KILL");
    if (!Wait.until(() -> ProcessIdentity.of(pid).isEmpty(), LIMIT)) {
      throw new IllegalStateException("process " + pid + " survived kill -9");
    }
  }

  /** The process stands still, as under a long garbage collection; its connections stay open. */
  public static void freeze(long pid) {
    send(pid, "STOP");
  }

  /** A frozen process goes on as if nothing had happened. */
  public static void thaw(long pid) {
    send(pid, "CONT");
  }

  private static void send(long pid, String signal) {
    if (!Signals.send(pid, signal)) {
      throw new IllegalStateException("process " + pid + " cannot be sent " + signal);
    }
  }
}
