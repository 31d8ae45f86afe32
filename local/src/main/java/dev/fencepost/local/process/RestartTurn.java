package dev.fencepost.local.process;

import dev.fencepost.local.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The turn that a restart and a deliberate stop take one after the other, across JVMs, so that a
 * process is not started again while somebody stops it.
 */
final class RestartTurn {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** A file's lock belongs to the whole JVM. */
  private static final Object IN_THIS_JVM = new Object();

  private RestartTurn() {}

  /**
   * Does the work alone; it is short.
   *
   * @throws IllegalStateException when another one does not end its turn, for example because it is
   *     frozen
   */
  static <T> T take(Home home, Supplier<T> work) {
    Path file = home.pids().resolve("restart.lock");
    synchronized (IN_THIS_JVM) {
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        AtomicReference<@Nullable FileLock> lock = new AtomicReference<>();
        if (!Wait.until(() -> tryLock(channel, lock), LIMIT)) {
          throw new IllegalStateException("another process holds " + file);
        }
        return work.get();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot lock " + file, e);
      }
    }
  }

  private static boolean tryLock(FileChannel channel, AtomicReference<@Nullable FileLock> lock) {
    try {
      lock.set(channel.tryLock());
      return lock.get() != null;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock", e);
    }
  }
}
