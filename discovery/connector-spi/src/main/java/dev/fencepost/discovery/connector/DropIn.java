package dev.fencepost.discovery.connector;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A provider from a jar. While it opens a connector, its own class loader is the thread's, because
 * many libraries look for their parts there.
 *
 * @param origin the jar's name
 */
record DropIn(String origin, ConnectorProvider provider, ClassLoader loader)
    implements ConnectorProvider {

  @Override
  public String kind() {
    return provider.kind();
  }

  @Override
  public String description() {
    return provider.description();
  }

  @Override
  public List<Property> properties() {
    return provider.properties();
  }

  @Override
  public void check(Map<String, String> properties) throws ConnectorException {
    provider.check(properties);
  }

  @Override
  public Connector open(Map<String, String> properties, Credentials credentials)
      throws ConnectorException, IOException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return provider.open(properties, credentials);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
