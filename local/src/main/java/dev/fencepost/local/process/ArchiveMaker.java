package dev.fencepost.local.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Makes the archives that are missing in a folder, one after the other. While one works on a
 * folder, any other ends at once. What is not whole never has the name of an archive.
 *
 * <p>The first argument is the folder. Another one says for which home it works, by which {@link
 * ClassArchives#stopMaking} finds it.
 */
public final class ArchiveMaker {

  /** Of one archive, below all other work of a busy machine. */
  private static final Duration LIMIT = Duration.ofMinutes(10);

  /** A JVM that has named no class for so long has started. */
  private static final Duration QUIET = Duration.ofSeconds(2);

  private static final Duration START_LIMIT = Duration.ofMinutes(1);

  private final Path folder;

  private ArchiveMaker(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    make(Path.of(arguments[0]));
  }

  /** Returns when nothing is missing, or at once when another one is making it. */
  public static void make(Path folder) throws IOException, InterruptedException {
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock != null) {
        new ArchiveMaker(folder).makeAll();
      }
    }
  }

  /** Servers may start meanwhile, so it looks again until there is nothing left. */
  private void makeAll() throws IOException, InterruptedException {
    Optional<ClassArchive> next = next();
    while (next.isPresent()) {
      ClassArchive archive = next.get();
      removeOutdated(archive);
      Wait.until(() -> isQuiet(archive), START_LIMIT);
      Optional<Path> list = archive.longestList();
      if (list.isPresent() && archive.finished().isEmpty()) {
        make(archive, list.get());
      }
      Files.deleteIfExists(archive.file(ClassArchive.CLASS_PATH));
      for (Path used : archive.files(ClassArchive.LIST)) {
        Files.deleteIfExists(used);
      }
      next = next();
    }
  }

  /** The latest first: what it outdates is removed and not made. */
  private Optional<ClassArchive> next() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(ClassArchive.CLASS_PATH))
          .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
          .map(ClassArchive::ofClassPathFile);
    }
  }

  /** Half a list would make an archive that helps with half a start. */
  private static boolean isQuiet(ClassArchive archive) {
    long since = System.currentTimeMillis() - QUIET.toMillis();
    try {
      return archive.files(ClassArchive.LIST).stream()
          .allMatch(list -> list.toFile().lastModified() < since);
    } catch (IOException removed) {
      return true;
    }
  }

  private void removeOutdated(ClassArchive archive) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(archive::outdates).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static void make(ClassArchive archive, Path list)
      throws IOException, InterruptedException {
    Path part = archive.file(ClassArchive.PART);
    Files.deleteIfExists(part);
    List<String> command = new ArrayList<>(JavaProgram.java());
    command.add("@" + archive.file(ClassArchive.CLASS_PATH));
    command.add("-XX:ArchiveClassesAtExit=" + part);
    command.addAll(List.of(ClassPreload.class.getName(), list.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.DISCARD)
            .start();
    boolean ended = process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    if (ended && process.exitValue() == 0 && Files.isRegularFile(part)) {
      keep(archive, part);
      return;
    }
    process.destroyForcibly().waitFor();
    Files.deleteIfExists(part);
    // Not tried at every start, but again after the next build.
    Files.writeString(archive.file(ClassArchive.FAILED), "");
  }

  /** A crash of the machine must not leave the name without all of the content. */
  private static void keep(ClassArchive archive, Path part) throws IOException {
    try (FileChannel content = FileChannel.open(part, StandardOpenOption.READ)) {
      content.force(true);
    }
    Files.move(part, archive.finishedAt(Files.size(part)), StandardCopyOption.ATOMIC_MOVE);
  }
}
