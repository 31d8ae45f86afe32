package dev.fencepost.discovery.connector.file;

import dev.fencepost.discovery.connector.ObjectFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What the file system says about a file. */
final class FileFacts {

  private static final int LONGEST_EXTENSION = 16;

  private FileFacts() {}

  /** The attributes of a path itself, with its owner and mode where the file system has them. */
  static BasicFileAttributes attributes(Path path) throws IOException {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    Class<? extends BasicFileAttributes> kind =
        posix ? PosixFileAttributes.class : BasicFileAttributes.class;
    return Files.readAttributes(path, kind, LinkOption.NOFOLLOW_LINKS);
  }

  static ObjectFacts of(String key, BasicFileAttributes attributes) {
    Map<String, String> labels = new HashMap<>(labels(key));
    String owner = null;
    if (attributes instanceof PosixFileAttributes posix) {
      owner = posix.owner().getName();
      Set<PosixFilePermission> mode = posix.permissions();
      labels.put("mode", PosixFilePermissions.toString(mode));
      labels.put("public", Boolean.toString(mode.contains(PosixFilePermission.OTHERS_READ)));
    }
    return new ObjectFacts(
        attributes.size(), null, owner, attributes.lastModifiedTime().toInstant(), labels);
  }

  /** What the key alone says: the first folder and the extension, small and without {@code .gz}. */
  private static Map<String, String> labels(String key) {
    int slash = key.indexOf('/');
    String name = key.substring(key.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    if (name.endsWith(".gz")) {
      name = name.substring(0, name.length() - 3);
    }
    int dot = name.lastIndexOf('.');
    String extension = dot < 0 ? "" : name.substring(dot + 1);
    return Map.of(
        "top", slash < 0 ? "" : key.substring(0, slash),
        "extension", extension.length() > LONGEST_EXTENSION ? "" : extension);
  }
}
