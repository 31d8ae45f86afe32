package dev.fencepost.discovery.connector;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Makes connectors on demand from what the database says about a data source. */
public final class ConnectorFactory {

  private static final Set<String> FILE_PROPERTIES = Set.of("root");

  /**
   * Makes the connector of a data source.
   *
   * @param kind {@code file}
   * @param properties for {@code file}: {@code root}, an absolute folder
   * @throws ConnectorException if the kind or a property is unknown, missing or unusable
   */
  public Connector create(String kind, Map<String, String> properties) throws ConnectorException {
    if (!kind.equals("file")) {
      throw new ConnectorException("unknown kind of data source \"" + kind + "\"; known: file");
    }
    Set<String> unknown = new TreeSet<>(properties.keySet());
    unknown.removeAll(FILE_PROPERTIES);
    if (!unknown.isEmpty()) {
      throw new ConnectorException(
          "unknown properties " + unknown + " of a file data source; known: " + FILE_PROPERTIES);
    }
    String root = properties.getOrDefault("root", "");
    if (root.isEmpty()) {
      throw new ConnectorException("a file data source needs the property \"root\"");
    }
    return FileConnector.open(path(root));
  }

  private static Path path(String root) throws ConnectorException {
    try {
      Path path = Path.of(root);
      if (path.isAbsolute()) {
        return path;
      }
    } catch (InvalidPathException notAPath) {
      throw new ConnectorException("root \"" + root + "\" is not a path: " + notAPath.getReason());
    }
    throw new ConnectorException("root \"" + root + "\" must be an absolute path");
  }
}
