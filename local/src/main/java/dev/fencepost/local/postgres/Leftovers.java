package dev.fencepost.local.postgres;

import dev.fencepost.local.process.ProcessIdentity;
import dev.fencepost.local.process.Signals;
import dev.fencepost.local.process.StartFailed;
import dev.fencepost.local.process.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What an earlier server left in a data folder: processes that still work in it, and a {@code
 * postmaster.pid} that names a process which is none of them.
 *
 * <p>The pid file alone proves nothing. Its number may by now belong to a stranger, which must not
 * be killed and would make the server refuse to start; and server processes may live on after the
 * one it names was killed. Every server process works in its data folder, and that is what counts.
 */
record Leftovers(Path data) {

  private static final Duration GENTLE_LIMIT = Duration.ofSeconds(10);

  /** Afterwards nothing works in the folder, and a new server may start. */
  void clear() {
    List<ProcessIdentity> found = serverProcesses();
    pidInFile()
        .flatMap(ProcessIdentity::of)
        .filter(found::contains)
        .ifPresent(postmaster -> Signals.send(postmaster.pid(), "INT"));
    // Without their postmaster the others end by themselves within moments.
    if (!Wait.until(() -> none(found), GENTLE_LIMIT)) {
      found.stream()
          .filter(ProcessIdentity::isAlive)
          .forEach(process -> Signals.send(process.pid(), "KILL"));
      if (!Wait.until(() -> none(found), GENTLE_LIMIT)) {
        throw new StartFailed("an earlier PostgreSQL still works in " + data);
      }
    }
    removePidFile();
  }

  private static boolean none(List<ProcessIdentity> processes) {
    return processes.stream().noneMatch(ProcessIdentity::isAlive);
  }

  private List<ProcessIdentity> serverProcesses() {
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(this::isServerProcess)
        .flatMap(pid -> ProcessIdentity.of(pid).stream())
        .toList();
  }

  private boolean isServerProcess(long pid) {
    Path process = Path.of("/proc", Long.toString(pid));
    try {
      return process.resolve("exe").toRealPath().endsWith("bin/postgres")
          && process.resolve("cwd").toRealPath().equals(data.toRealPath());
    } catch (IOException goneOrOfAnother) {
      return false;
    }
  }

  private Optional<Long> pidInFile() {
    try {
      return Files.readAllLines(data.resolve("postmaster.pid")).stream()
          .findFirst()
          .map(line -> Long.parseLong(line.strip()));
    } catch (IOException | NumberFormatException noneOrDamaged) {
      return Optional.empty();
    }
  }

  private void removePidFile() {
    try {
      // Where processes cannot be seen, the server's own check of the file is all there is.
      if (Files.isDirectory(Path.of("/proc/self"))) {
        Files.deleteIfExists(data.resolve("postmaster.pid"));
      }
    } catch (IOException e) {
      throw new StartFailed("the stale pid file in " + data + " cannot be removed: " + e, e);
    }
  }
}
