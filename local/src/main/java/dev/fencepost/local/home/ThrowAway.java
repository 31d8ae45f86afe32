package dev.fencepost.local.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/**
 * Folders whose servers nobody needs after this JVM: tests'. They lie in memory where there is
 * plenty. Servers sync, create and remove thousands of small files, for which a disk takes several
 * times the processor time and most of the waiting. What a killed process wrote is there as it
 * would be on a disk; only a crash of the machine, which no test causes, would tell the two apart.
 */
public final class ThrowAway {

  private static final Path MEMORY = Path.of("/dev/shm");

  /** Several builds at once fill a few gigabytes at most; the system gives half of its memory. */
  private static final long PLENTY_BYTES = 8L << 30;

  private static final String PREFIX = "fencepost-test-";

  private ThrowAway() {}

  /** A new empty folder that every user can reach; whoever asks for it removes it. */
  public static Path folder() {
    try {
      Path folder = Files.createTempDirectory(Parent.CHOSEN, PREFIX + mine() + "-");
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for servers", e);
    }
  }

  private static long mine() {
    return ProcessHandle.current().pid();
  }

  /** Removes what JVMs left that were killed, because it would keep its memory for ever. */
  static void sweep(Path parent) {
    try (Stream<Path> entries = Files.list(parent)) {
      List<Path> left = entries.filter(ThrowAway::isLeft).toList();
      for (Path folder : left) {
        Folders.delete(folder);
      }
    } catch (IOException | UncheckedIOException anotherOneSweeps) {
      // Whatever is left now is found by the next JVM.
    }
  }

  private static boolean isLeft(Path folder) {
    String name = folder.getFileName().toString();
    if (!name.matches(PREFIX + "\\d+-.*")) {
      return false;
    }
    String owner = name.substring(PREFIX.length(), name.indexOf('-', PREFIX.length()));
    return ProcessHandle.of(Long.parseLong(owner)).isEmpty();
  }

  /** Chosen once for each JVM. */
  private static final class Parent {

    static final Path CHOSEN = choose();

    private static Path choose() {
      if (!takesPrograms() || MEMORY.toFile().getUsableSpace() < PLENTY_BYTES) {
        return Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
      }
      sweep(MEMORY);
      return MEMORY;
    }

    /** Servers load libraries from their folders, which many containers forbid there. */
    private static boolean takesPrograms() {
      try {
        Path probe = Files.createTempFile(MEMORY, "fencepost-probe", "");
        Files.setPosixFilePermissions(probe, PosixFilePermissions.fromString("rwx------"));
        boolean executable = Files.isExecutable(probe);
        Files.delete(probe);
        return executable;
      } catch (IOException noSuchFolder) {
        return false;
      }
    }
  }
}
