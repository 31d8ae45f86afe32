package dev.fencepost.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One process of one boot of this machine.
 *
 * @param pid the process id, which the system gives to another process later
 * @param began when the process began, as an opaque mark that is compared for equality only
 */
public record ProcessIdentity(long pid, String began) {

  private static final Path PROC = Path.of("/proc");
  private static final int STATE = 0;
  private static final int THREADS = 17;
  private static final int START_TICKS = 19;

  /** The process that has this id now; empty when there is none, or only its corpse. */
  public static Optional<ProcessIdentity> of(long pid) {
    return Files.isDirectory(PROC.resolve("self")) ? fromProc(pid) : fromJdk(pid);
  }

  public boolean isAlive() {
    return of(pid).filter(this::equals).isPresent();
  }

  /**
   * Ticks since boot rather than the JDK's start instant: that one is derived from the wall clock
   * and differs between two JVMs when the clock was set in between.
   */
  private static Optional<ProcessIdentity> fromProc(long pid) {
    try {
      String stat = Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
      // The second field is the command in parentheses and may itself hold spaces and parentheses.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      // A corpse whose other threads still die holds its ports and files until the last is gone.
      boolean gone = "ZX".contains(fields[STATE]) && Integer.parseInt(fields[THREADS]) <= 1;
      return gone
          ? Optional.empty()
          : Optional.of(new ProcessIdentity(pid, bootId() + "/" + fields[START_TICKS]));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  private static String bootId() throws IOException {
    return Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
  }

  private static Optional<ProcessIdentity> fromJdk(long pid) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .flatMap(handle -> handle.info().startInstant())
        .map(started -> new ProcessIdentity(pid, started.toString()));
  }
}
