package dev.fencepost.discovery.connector;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A kind of data source. Providers are found by {@link java.util.ServiceLoader}, so each has a
 * public constructor without parameters.
 */
public interface ConnectorProvider {

  /** Its name in configurations: small letters, digits and dashes. */
  String kind();

  /** One sentence for help pages. */
  String description();

  /** Every property that a data source of this kind may have. */
  List<Property> properties();

  /**
   * Looks at values, without reaching the data source. Names, required properties and references to
   * secrets were looked at already.
   *
   * @throws ConnectorException with one sentence about what is wrong
   */
  default void check(Map<String, String> properties) throws ConnectorException {}

  /**
   * Makes a connector.
   *
   * @param properties which passed the checks
   * @throws ConnectorException if trying again without a change is useless
   * @throws IOException if the data source does not answer
   */
  Connector open(Map<String, String> properties, Credentials credentials)
      throws ConnectorException, IOException;
}
