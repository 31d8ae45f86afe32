package dev.fencepost.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One kind of server's classes in the form that Java has in memory, and the files from which that
 * is made. All of them lie in one folder and begin with the same name: the main class, and a digest
 * of everything that decides whether an archive fits.
 */
record ClassArchive(Path folder, String mainClass, String key) {

  static final String CLASS_PATH = ".args";
  static final String LIST = ".classes";
  static final String PART = ".part";
  static final String FAILED = ".failed";
  private static final String DONE = ".jsa";

  /** One may belong to a JVM that ended at once. */
  private static final int LISTS = 2;

  /**
   * Empty when there can be none: Java archives classes of jars only.
   *
   * @throws IOException when an entry of the class path cannot be read
   */
  static Optional<ClassArchive> of(Path folder, String mainClass, ClassPath classPath)
      throws IOException {
    StringBuilder parts = new StringBuilder();
    parts.append(System.getProperty("java.home")).append('\n');
    parts.append(System.getProperty("java.vm.version")).append('\n');
    parts.append(String.join(" ", JavaProgram.COMMON)).append('\n');
    for (Path entry : classPath.entries()) {
      if (!Files.isRegularFile(entry)) {
        return Optional.empty();
      }
      BasicFileAttributes found = Files.readAttributes(entry, BasicFileAttributes.class);
      parts.append(entry).append(' ').append(found.size()).append(' ');
      parts.append(found.lastModifiedTime()).append('\n');
    }
    return Optional.of(new ClassArchive(folder, mainClass, digest(parts.toString())));
  }

  static ClassArchive ofClassPathFile(Path file) {
    String name = file.getFileName().toString();
    int dash = name.indexOf('-');
    return new ClassArchive(
        file.resolveSibling("."),
        name.substring(0, dash),
        name.substring(dash + 1, name.length() - CLASS_PATH.length()));
  }

  /** The name says its size: Java would map a shorter one as well, and die of it. */
  Optional<Path> finished() throws IOException {
    for (Path file : files(DONE)) {
      if (file.getFileName().toString().equals(doneName(Files.size(file)))) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  Path finishedAt(long bytes) {
    return folder.resolve(doneName(bytes));
  }

  Path file(String ending) {
    return folder.resolve(base() + ending);
  }

  /** Of the lists that JVMs wrote the one that says most. */
  Optional<Path> longestList() throws IOException {
    return files(LIST).stream().max(Comparator.comparingLong(list -> list.toFile().length()));
  }

  /** Where another JVM may write the names of its classes; empty when enough did. */
  Optional<Path> freeList() throws IOException {
    return files(LIST).size() < LISTS
        ? Optional.of(file("." + System.nanoTime() + LIST))
        : Optional.empty();
  }

  boolean owns(Path file) {
    return file.getFileName().toString().startsWith(base());
  }

  /** Whether the file belongs to this kind of server as it was before or elsewhere. */
  boolean outdates(Path file) {
    return file.getFileName().toString().startsWith(mainClass + "-") && !owns(file);
  }

  List<Path> files(String ending) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> owns(file) && file.toString().endsWith(ending)).toList();
    }
  }

  private String base() {
    return mainClass + "-" + key;
  }

  private String doneName(long bytes) {
    return base() + "-" + bytes + DONE;
  }

  private static String digest(String text) {
    try {
      byte[] sum =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sum, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
