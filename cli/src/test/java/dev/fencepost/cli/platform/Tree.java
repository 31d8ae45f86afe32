package dev.fencepost.cli.platform;

import dev.fencepost.discovery.connector.file.FileNames;
import dev.fencepost.discovery.sample.SampleTree;
import dev.fencepost.local.home.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** A tree of files of which it is known what is in each, whatever was done to them. */
record Tree(Path root, Contents contents) {

  /**
   * Makes it.
   *
   * @param largeLines of the large file
   */
  static Tree write(Path root, long seed, int largeLines) throws IOException {
    Contents contents = new Contents(SampleTree.write(root, seed).matches());
    Files.createDirectories(root.resolve("bulk"));
    Contents.writeLarge(root.resolve(Contents.LARGE), largeLines);
    Tree tree = new Tree(root.toRealPath(), contents);
    for (String key : contents.keys()) {
      tree.share(key, true);
    }
    return tree;
  }

  /** The objects in which there is anything and that everybody may read. */
  Set<String> sharedObjects() throws IOException {
    Set<String> keys = new TreeSet<>();
    for (String key : contents.withFindings()) {
      if (permissions(key).contains(PosixFilePermission.OTHERS_READ)) {
        keys.add(key);
      }
    }
    return keys;
  }

  /** Deletes a folder; returns the keys in which there was something. */
  List<String> delete(String folder) throws IOException {
    List<String> gone = contents.withFindings(folder);
    contents.forget(contents.below(folder));
    Folders.delete(root.resolve(folder));
    return gone;
  }

  /** Renames a folder; returns the old keys in which there was something. */
  List<String> move(String folder, String to) throws IOException {
    List<String> gone = contents.withFindings(folder);
    for (String key : contents.below(folder)) {
      contents.rename(key, to + key.substring(folder.length()));
    }
    Files.move(root.resolve(folder), root.resolve(to));
    return gone;
  }

  /** Renames the files of a folder; returns the old keys in which there was something. */
  List<String> rename(String folder, UnaryOperator<String> name) throws IOException {
    List<String> gone = contents.withFindings(folder);
    for (String key : contents.below(folder)) {
      Files.move(path(key), path(name.apply(key)));
      contents.rename(key, name.apply(key));
    }
    return gone;
  }

  /**
   * Keeps others from reading the files of a folder; returns the keys in which there is something.
   */
  List<String> unshare(String folder) throws IOException {
    for (String key : contents.below(folder)) {
      share(key, false);
    }
    return contents.withFindings(folder);
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
