package dev.fencepost.chaos.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** A folder of small text files that changes between scans. */
public final class FileTree {

  private static final int FILES = 60;
  private static final int CHANGED_AT_ONCE = 15;
  private static final List<String> LINES =
      List.of(
          "The quarterly report is due on Friday.",
          "Social security number: %03d-%02d-%04d",
          "Write to user%d%d@example-%d.org about it.",
          "Nothing to see here, order %d of %d in %d.",
          "Server 10.%d.%d.%d answered.");

  private final Path root;
  private final Random random;

  public FileTree(Path root, long seed) {
    this.root = root;
    this.random = new Random(seed);
  }

  /** The folder to scan. */
  public Path root() {
    return root;
  }

  /** Writes every file for the first time. */
  public void write() throws IOException {
    for (int i = 0; i < FILES; i++) {
      write(i);
    }
  }

  /** Writes some files anew and deletes others; only while nobody scans. */
  public void change() throws IOException {
    for (int i = 0; i < CHANGED_AT_ONCE; i++) {
      int file = random.nextInt(FILES);
      if (random.nextInt(3) == 0) {
        Files.deleteIfExists(path(file));
      } else {
        write(file);
      }
    }
  }

  private void write(int file) throws IOException {
    Path path = path(file);
    Files.createDirectories(path.getParent());
    Files.write(path, IntStream.range(0, 5 + random.nextInt(20)).mapToObj(line -> line()).toList());
  }

  private String line() {
    // A number that begins with 9 is none of the social security administration's.
    return LINES
        .get(random.nextInt(LINES.size()))
        .formatted(1 + random.nextInt(250), 1 + random.nextInt(98), 1 + random.nextInt(200));
  }

  private Path path(int file) {
    return root.resolve("folder-%d".formatted(file % 7)).resolve("file-%d.txt".formatted(file));
  }
}
