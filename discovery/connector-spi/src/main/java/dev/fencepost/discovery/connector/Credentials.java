package dev.fencepost.discovery.connector;

import java.io.IOException;

/**
 * Where a connector gets its secrets, in the moment in which it needs them. A connector keeps a
 * secret no longer than it must, and shows it nowhere.
 */
@FunctionalInterface
public interface Credentials {

  /** For connectors that need none. */
  Credentials NONE =
      reference -> {
        throw new ConnectorException("there are no credentials here");
      };

  /**
   * The secret that a reference names.
   *
   * @param reference as the data source's configuration says it, see {@link SecretReference}
   * @throws ConnectorException if it is not allowed or does not exist; names the reference only
   * @throws IOException if the place that keeps it does not answer
   */
  String resolve(String reference) throws ConnectorException, IOException;
}
