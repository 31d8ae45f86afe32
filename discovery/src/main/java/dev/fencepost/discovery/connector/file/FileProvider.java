package dev.fencepost.discovery.connector.file;

import dev.fencepost.discovery.connector.Connector;
import dev.fencepost.discovery.connector.ConnectorException;
import dev.fencepost.discovery.connector.ConnectorProvider;
import dev.fencepost.discovery.connector.Credentials;
import dev.fencepost.discovery.connector.Property;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The kind {@code file}: a folder of the worker's machine. */
public final class FileProvider implements ConnectorProvider {

  private static final String ROOT = "root";

  @Override
  public String kind() {
    return "file";
  }

  @Override
  public String description() {
    return "The files below a folder that the workers can read.";
  }

  @Override
  public List<Property> properties() {
    return List.of(Property.required(ROOT, "the folder, as an absolute path"));
  }

  @Override
  public void check(Map<String, String> properties) throws ConnectorException {
    root(properties);
  }

  @Override
  public Connector open(Map<String, String> properties, Credentials credentials)
      throws ConnectorException {
    return FileConnector.open(root(properties));
  }

  private static Path root(Map<String, String> properties) throws ConnectorException {
    String root = properties.getOrDefault(ROOT, "");
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
