package dev.fencepost.local.process;

import dev.fencepost.local.home.Home;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Starts a process and writes it down. */
final class Spawn {

  /**
   * The kernel ends a child with its parent when the <em>thread</em> that started it ends, so all
   * children are started by one thread that lives as long as this JVM.
   */
  private static final ExecutorService STARTER =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "process-starter");
            thread.setDaemon(true);
            return thread;
          });

  private static final Set<Home> CLOSED = new HashSet<>();

  static final boolean HAS_SETSID = Commands.succeeds("setsid", "true");
  private static final boolean HAS_DEATH_SIGNAL =
      Commands.succeeds("setpriv", "--pdeathsig", "TERM", "true");

  /** A parent that ended before the kernel was told of the death signal sends none. */
  private static final String UNLESS_ORPHAN = "[ \"$PPID\" = \"$0\" ] || exit 1; exec \"$@\"";

  private final Home home;

  Spawn(Home home) {
    this.home = home;
  }

  /**
   * From now on nothing is started in the home; what is being started is written down when this
   * returns. Called when this JVM ends, so that nothing slips past the one who stops everything.
   */
  static void close(Home home) {
    synchronized (CLOSED) {
      CLOSED.add(home);
    }
  }

  /**
   * @param restarts how often a process of this name was started again before
   */
  ChildProcess start(ChildSpec spec, int restarts) {
    synchronized (CLOSED) {
      if (CLOSED.contains(home)) {
        throw new StartFailed(spec.name() + " is not started any more, everything is stopping");
      }
      return launchAndRecord(spec, restarts);
    }
  }

  private ChildProcess launchAndRecord(ChildSpec spec, int restarts) {
    new ProcessTable(home)
        .alive(spec.name())
        .ifPresent(
            running -> {
              throw new StartFailed(spec.name() + " already runs here as process " + running.pid());
            });
    Path log = spec.logIn(home.logs());
    keepPrevious(log);
    Process process = launch(spec, log);
    ProcessIdentity identity =
        ProcessIdentity.of(process.pid())
            .orElseThrow(
                () ->
                    new StartFailed(
                        spec.name() + " ended while it was starting" + LogTail.of(log)));
    ProcessRecord record =
        new ProcessRecord(
            spec.name(),
            identity,
            System.currentTimeMillis(),
            spec.stopSignal(),
            log,
            String.join(" ", spec.command()),
            spec.facts(),
            restarts);
    record.write(home.pids());
    return new ChildProcess(home, record, spec);
  }

  private static Process launch(ChildSpec spec, Path log) {
    ProcessBuilder builder =
        new ProcessBuilder(words(spec))
            .redirectInput(Redirect.from(new File("/dev/null")))
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log.toFile()));
    builder.environment().putAll(spec.environment());
    try {
      return STARTER.submit(builder::start).get();
    } catch (ExecutionException e) {
      throw new StartFailed(spec.name() + " cannot be started: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailed("interrupted while starting " + spec.name(), e);
    }
  }

  /**
   * Privileges come before the death signal, because the kernel clears that when the user changes.
   */
  private static List<String> words(ChildSpec spec) {
    List<String> words = new ArrayList<>();
    if (HAS_SETSID) {
      words.add("setsid");
    }
    words.addAll(spec.privileges());
    if (spec.lifetime() == Lifetime.WITH_PARENT && HAS_DEATH_SIGNAL) {
      words.addAll(List.of("setpriv", "--pdeathsig", spec.stopSignal()));
      words.addAll(
          List.of("sh", "-c", UNLESS_ORPHAN, String.valueOf(ProcessHandle.current().pid())));
    }
    words.addAll(spec.command());
    return words;
  }

  private static void keepPrevious(Path log) {
    try {
      if (Files.exists(log)) {
        Path previous = log.resolveSibling(log.getFileName() + ".1");
        Files.move(log, previous, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot put aside the log " + log, e);
    }
  }
}
