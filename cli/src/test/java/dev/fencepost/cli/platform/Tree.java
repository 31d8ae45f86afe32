package dev.fencepost.cli.platform;

import dev.fencepost.core.detection.InfoType;
import dev.fencepost.discovery.connector.file.FileNames;
import dev.fencepost.discovery.sample.SampleTree;
import dev.fencepost.local.home.Folders;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** A tree of files of which it is known what is in each, whatever was done to them. */
final class Tree {

  /** Keeps a worker busy for some seconds, and holds one finding at its end. */
  static final String LARGE = "bulk/large.txt";

  /** 56 megabytes; of an object 64 are read. */
  private static final int LARGE_LINES = 1_000_000;

  private final Path root;
  private final Map<String, Map<InfoType, Long>> truth;

  private Tree(Path root, Map<String, Map<InfoType, Long>> truth) {
    this.root = root;
    this.truth = truth;
  }

  static Tree write(Path root, long seed) throws IOException {
    Map<String, Map<InfoType, Long>> truth = new TreeMap<>(SampleTree.write(root, seed).matches());
    writeLarge(root);
    truth.put(LARGE, Map.of(InfoType.US_SSN, 1L));
    Tree tree = new Tree(root.toRealPath(), truth);
    for (String key : truth.keySet()) {
      tree.share(key, true);
    }
    return tree;
  }

  private static void writeLarge(Path root) throws IOException {
    Files.createDirectories(root.resolve("bulk"));
    try (BufferedWriter text = Files.newBufferedWriter(root.resolve(LARGE))) {
      for (int line = 0; line < LARGE_LINES; line++) {
        text.write("Line " + line + " says nothing, at some length, about nobody.\n");
      }
      text.write("ssn: 512-34-5678\n");
    }
  }

  Path root() {
    return root;
  }

  /** For each object and type, how many values there are: the three with blanks between. */
  Set<String> found() {
    Set<String> found = new TreeSet<>();
    truth.forEach(
        (key, types) -> types.forEach((type, count) -> found.add(key + " " + type + " " + count)));
    return found;
  }

  /** The objects in which there is something of this type. */
  Set<String> objectsWith(InfoType type) {
    Set<String> keys = new TreeSet<>();
    truth.forEach(
        (key, types) -> {
          if (types.containsKey(type)) {
            keys.add(key);
          }
        });
    return keys;
  }

  /** The objects in which there is anything and that everybody may read. */
  Set<String> sharedObjects() throws IOException {
    Set<String> keys = new TreeSet<>();
    for (Map.Entry<String, Map<InfoType, Long>> file : truth.entrySet()) {
      if (!file.getValue().isEmpty()
          && permissions(file.getKey()).contains(PosixFilePermission.OTHERS_READ)) {
        keys.add(file.getKey());
      }
    }
    return keys;
  }

  private List<String> below(String folder) {
    return truth.keySet().stream().filter(key -> key.startsWith(folder + "/")).toList();
  }

  private List<String> withFindings(String folder) {
    return below(folder).stream()
        .filter(key -> !truth.getOrDefault(key, Map.of()).isEmpty())
        .toList();
  }

  /** Deletes a folder; returns the keys in which there was something. */
  List<String> delete(String folder) throws IOException {
    List<String> gone = withFindings(folder);
    truth.keySet().removeAll(below(folder));
    Folders.delete(root.resolve(folder));
    return gone;
  }

  /** Renames the files of a folder; returns the old keys in which there was something. */
  List<String> rename(String folder, UnaryOperator<String> name) throws IOException {
    List<String> gone = withFindings(folder);
    List<String> before = below(folder);
    Map<String, Map<InfoType, Long>> after = new HashMap<>();
    for (String key : before) {
      Files.move(path(key), path(name.apply(key)));
      after.put(name.apply(key), truth.getOrDefault(key, Map.of()));
    }
    truth.keySet().removeAll(before);
    truth.putAll(after);
    return gone;
  }

  /**
   * Keeps others from reading the files of a folder; returns the keys in which there is something.
   */
  List<String> unshare(String folder) throws IOException {
    for (String key : below(folder)) {
      share(key, false);
    }
    return withFindings(folder);
  }

  private void share(String key, boolean with) throws IOException {
    Set<PosixFilePermission> permissions = permissions(key);
    if (with) {
      permissions.add(PosixFilePermission.OTHERS_READ);
    } else {
      permissions.remove(PosixFilePermission.OTHERS_READ);
    }
    Files.setPosixFilePermissions(path(key), permissions);
  }

  private Set<PosixFilePermission> permissions(String key) throws IOException {
    return Files.getPosixFilePermissions(path(key));
  }

  private Path path(String key) {
    return FileNames.resolve(root, key);
  }
}
