package dev.fencepost.discovery.connector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The regular files below a folder; a key is the path relative to it. Symbolic links are not
 * followed, so there are no loops and no way out of the folder; devices, sockets and pipes are not
 * objects.
 */
public final class FileConnector implements Connector {

  private static final int LONGEST_EXTENSION = 16;

  private final Path root;

  private FileConnector(Path root) {
    this.root = root;
  }

  /**
   * Opens a folder; a symbolic link to one is followed once, here.
   *
   * @throws ConnectorException if it is no folder or may not be read
   */
  public static FileConnector open(Path root) throws ConnectorException {
    if (!Files.isDirectory(root)) {
      throw new ConnectorException("\"" + root + "\" is not a folder");
    }
    if (!Files.isReadable(root)) {
      throw new ConnectorException("the folder \"" + root + "\" may not be read");
    }
    try {
      return new FileConnector(root.toRealPath());
    } catch (IOException notReadable) {
      throw new ConnectorException("the folder \"" + root + "\" cannot be read");
    }
  }

  @Override
  public Listing list(KeyRange range) throws IOException {
    return new FileListing(root, range);
  }

  @Override
  public Optional<Opened> open(String key) throws IOException {
    try {
      Path path = FileNames.resolve(root, key);
      if (key.isEmpty() || !path.toRealPath().equals(path)) {
        return Optional.empty();
      }
      Map<String, String> labels = new HashMap<>(labels(key));
      boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
      Class<? extends BasicFileAttributes> kind =
          posix ? PosixFileAttributes.class : BasicFileAttributes.class;
      BasicFileAttributes attributes = Files.readAttributes(path, kind, LinkOption.NOFOLLOW_LINKS);
      if (!attributes.isRegularFile()) {
        return Optional.empty();
      }
      if (attributes instanceof PosixFileAttributes owned) {
        labels.put("owner", owned.owner().getName());
        boolean shared = owned.permissions().contains(PosixFilePermission.OTHERS_READ);
        labels.put("public", Boolean.toString(shared));
      }
      return Optional.of(new Opened(Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS), labels));
    } catch (NoSuchFileException | NotDirectoryException vanished) {
      if (Files.notExists(root)) {
        throw new IOException("the folder of the data source is gone", vanished);
      }
      return Optional.empty();
    } catch (InvalidPathException notAName) {
      return Optional.empty();
    }
  }

  /** What the key alone says: the first folder and the extension, small and without {@code .gz}. */
  static Map<String, String> labels(String key) {
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

  @Override
  public void close() {
    // Nothing is held open between calls.
  }
}
