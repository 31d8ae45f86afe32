package dev.fencepost.cli.datasource;

import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.discovery.connector.ConnectorException;
import dev.fencepost.discovery.connector.ConnectorFactory;
import dev.fencepost.local.home.Home;
import java.nio.file.Path;

/** The connectors that this machine knows. */
public final class Connectors {

  private Connectors() {}

  /**
   * The folder with further connectors: what {@code FENCEPOST_CONNECTORS} names, or {@code
   * connectors} in the home. It need not exist.
   */
  public static Path folder(Home home) {
    String named = System.getenv().getOrDefault("FENCEPOST_CONNECTORS", "");
    return named.isEmpty()
        ? home.folder().resolve("connectors")
        : Path.of(named).toAbsolutePath().normalize();
  }

  static ConnectorFactory known(Home home) {
    try {
      return ConnectorFactory.withDropIns(folder(home));
    } catch (ConnectorException e) {
      throw CommandFailure.failed(String.valueOf(e.getMessage()));
    }
  }
}
