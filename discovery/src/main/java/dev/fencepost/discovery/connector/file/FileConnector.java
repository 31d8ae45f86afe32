package dev.fencepost.discovery.connector.file;

import dev.fencepost.discovery.connector.Connector;
import dev.fencepost.discovery.connector.ConnectorException;
import dev.fencepost.discovery.connector.KeyRange;
import dev.fencepost.discovery.connector.Listing;
import dev.fencepost.discovery.connector.Opened;
import dev.fencepost.discovery.connector.SourceAwayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * The regular files below a folder; a key is the path relative to it. Symbolic links are not
 * followed, so there are no loops and no way out of the folder; devices, sockets and pipes are not
 * objects.
 */
public final class FileConnector implements Connector {

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
      BasicFileAttributes attributes = FileFacts.attributes(path);
      if (!attributes.isRegularFile()) {
        return Optional.empty();
      }
      return Optional.of(
          new Opened(
              Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS),
              FileFacts.of(key, attributes)));
    } catch (NoSuchFileException | NotDirectoryException vanished) {
      if (Files.notExists(root)) {
        throw new SourceAwayException("the folder of the data source is gone", vanished);
      }
      return Optional.empty();
    } catch (InvalidPathException notAName) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    // Nothing is held open between calls.
  }
}
