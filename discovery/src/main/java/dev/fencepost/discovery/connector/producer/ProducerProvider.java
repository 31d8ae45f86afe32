package dev.fencepost.discovery.connector.producer;

import dev.fencepost.discovery.connector.Connector;
import dev.fencepost.discovery.connector.ConnectorException;
import dev.fencepost.discovery.connector.ConnectorProvider;
import dev.fencepost.discovery.connector.Credentials;
import dev.fencepost.discovery.connector.Property;
import java.util.List;
import java.util.Map;

/** The kind {@code producer}: another program reads the source and sends what it finds. */
public final class ProducerProvider implements ConnectorProvider {

  @Override
  public String kind() {
    return "producer";
  }

  @Override
  public String description() {
    return "A source that a program of yours reads, see 'fencepost scan open'.";
  }

  @Override
  public List<Property> properties() {
    return List.of();
  }

  @Override
  public void check(Map<String, String> properties) {}

  @Override
  public Connector open(Map<String, String> properties, Credentials credentials)
      throws ConnectorException {
    throw new ConnectorException(
        "no worker can read it: its producer opens a scan with 'fencepost scan open'");
  }
}
