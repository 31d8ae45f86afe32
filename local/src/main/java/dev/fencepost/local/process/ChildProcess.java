package dev.fencepost.local.process;

import dev.fencepost.local.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;

/** A process that was started here or found in the records; all calls may be repeated. */
public final class ChildProcess {

  private static final Duration GENTLE_LIMIT = Duration.ofSeconds(15);
  private static final Duration KILL_LIMIT = Duration.ofSeconds(10);

  private final Home home;
  private final ProcessRecord record;

  ChildProcess(Home home, ProcessRecord record) {
    this.home = home;
    this.record = record;
  }

  /**
   * Starts the process, in a session of its own so that Ctrl-C in a terminal reaches only this JVM,
   * which then stops its children in order.
   *
   * @throws StartFailed when a process of that name already runs, or the program is not there
   */
  public static ChildProcess start(Home home, ChildSpec spec) {
    return new Spawn(home).start(spec);
  }

  public ProcessRecord record() {
    return record;
  }

  public String name() {
    return record.name();
  }

  public long pid() {
    return record.identity().pid();
  }

  public boolean isAlive() {
    return record.identity().isAlive();
  }

  /**
   * Waits until the process can be used.
   *
   * @throws StartFailed when it ends first or the limit passes; the message ends with its last
   *     words
   */
  public void awaitReady(Readiness ready, Duration limit) {
    boolean ended = Wait.until(() -> !isAlive() || ready.isReady(), limit);
    if (!isAlive()) {
      throw new StartFailed(name() + " ended while it was starting" + LogTail.of(record.log()));
    }
    if (!ended) {
      throw new StartFailed(
          name() + " was not ready after " + limit.toSeconds() + " s" + LogTail.of(record.log()));
    }
  }

  /** Asks for an orderly end, waits, and kills what does not listen. */
  public void stop() {
    stop(GENTLE_LIMIT);
  }

  /** As {@link #stop()}, with a limit for the orderly part. */
  public void stop(Duration gentleLimit) {
    if (isAlive()) {
      Signals.send(pid(), record.stopSignal());
      // A process that was frozen takes the signal only when it runs again.
      Signals.send(pid(), "CONT");
      Wait.until(() -> !isAlive(), gentleLimit);
    }
    kill9();
  }

  /** Ends the process at once, as a crash would. */
  public void kill9() {
    if (isAlive()) {
      Signals.send(pid(), "KILL");
      if (!Wait.until(() -> !isAlive(), KILL_LIMIT)) {
        throw new IllegalStateException(name() + " (process " + pid() + ") cannot be killed");
      }
    }
    forget();
  }

  private void forget() {
    try {
      Files.deleteIfExists(ProcessRecord.fileIn(home.pids(), name()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove the record of " + name(), e);
    }
  }
}
