package dev.fencepost.local.process;

import dev.fencepost.local.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A process that was started here or found in the records; all calls may be repeated. */
public final class ChildProcess {

  private static final Duration GENTLE_LIMIT = Duration.ofSeconds(15);
  private static final Duration KILL_LIMIT = Duration.ofSeconds(10);

  private final Home home;
  private final ProcessRecord record;
  private final @Nullable ChildSpec spec;

  /**
   * @param spec null for a process that another JVM started
   */
  ChildProcess(Home home, ProcessRecord record, @Nullable ChildSpec spec) {
    this.home = home;
    this.record = record;
    this.spec = spec;
  }

  static ChildProcess found(Home home, ProcessRecord record) {
    return new ChildProcess(home, record, null);
  }

  /**
   * Starts the process, in a session of its own so that Ctrl-C in a terminal reaches only this JVM,
   * which then stops its children in order.
   *
   * @throws StartFailed when a process of that name already runs, or the program is not there
   */
  public static ChildProcess start(Home home, ChildSpec spec) {
    return new Spawn(home).start(spec, 0);
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
   * From now on the home's keeper, when one runs, starts the process again after it died, until
   * somebody stops it. For a process that is ready: whoever starts one deals with a failing start.
   *
   * @throws IllegalStateException when another JVM started it
   */
  public void keep() {
    if (spec == null) {
      throw new IllegalStateException(name() + " was not started here");
    }
    kept().write(spec);
  }

  /** Whether the process is started again after it died. */
  public boolean isKept() {
    return kept().exists();
  }

  /**
   * Starts the process again with the same command; empty when there is nothing to do, because it
   * was stopped deliberately or somebody else started it meanwhile.
   *
   * @throws StartFailed when the program cannot be started or everything is stopping
   */
  public Optional<ChildProcess> startAgain() {
    return RestartTurn.take(
        home,
        () ->
            current()
                .filter(now -> !now.identity().isAlive())
                .flatMap(
                    dead ->
                        kept()
                            .read()
                            .map(known -> new Spawn(home).start(known, dead.restarts() + 1))));
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
    ProcessRecord now = released();
    if (now.identity().isAlive()) {
      Signals.send(now.identity().pid(), now.stopSignal());
      // A process that was frozen takes the signal only when it runs again.
      Signals.send(now.identity().pid(), "CONT");
      Wait.until(() -> !now.identity().isAlive(), gentleLimit);
    }
    kill9(now);
  }

  /** Ends the process at once, and for good. */
  public void kill9() {
    kill9(released());
  }

  /** Ends the process at once, as a crash would: a kept one is started again. */
  public void crash() {
    crash(record.identity());
  }

  private void kill9(ProcessRecord now) {
    crash(now.identity());
    forget(now);
  }

  private void crash(ProcessIdentity victim) {
    if (victim.isAlive()) {
      Signals.send(victim.pid(), "KILL");
      if (!Wait.until(() -> !victim.isAlive(), KILL_LIMIT)) {
        throw new IllegalStateException(
            name() + " (process " + victim.pid() + ") cannot be killed");
      }
    }
  }

  /** No longer kept; what runs under this name now, which may have been started again. */
  private ProcessRecord released() {
    if (!isKept()) {
      return record;
    }
    return RestartTurn.take(
        home,
        () -> {
          kept().delete();
          return current().orElse(record);
        });
  }

  private Optional<ProcessRecord> current() {
    return ProcessRecord.read(ProcessRecord.fileIn(home.pids(), name()));
  }

  private KeptSpec kept() {
    return new KeptSpec(home.pids(), name());
  }

  /** A record of another process of this name stays. */
  private void forget(ProcessRecord ended) {
    Path file = ProcessRecord.fileIn(home.pids(), name());
    if (current().filter(now -> now.identity().equals(ended.identity())).isEmpty()) {
      return;
    }
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove the record of " + name(), e);
    }
  }
}
