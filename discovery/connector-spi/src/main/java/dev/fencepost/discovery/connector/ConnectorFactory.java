package dev.fencepost.discovery.connector;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * Makes connectors on demand from what the database says about a data source. Safe for many
 * threads.
 */
public final class ConnectorFactory {

  private final Map<String, ConnectorProvider> providers;

  private ConnectorFactory(Map<String, ConnectorProvider> providers) {
    this.providers = providers;
  }

  /**
   * A factory of these kinds.
   *
   * @throws ConnectorException if two providers have one kind
   */
  public static ConnectorFactory of(Collection<ConnectorProvider> providers)
      throws ConnectorException {
    Map<String, ConnectorProvider> byKind = new TreeMap<>();
    for (ConnectorProvider provider : providers) {
      ConnectorProvider other = byKind.putIfAbsent(provider.kind(), provider);
      if (other != null) {
        throw new ConnectorException(
            "two connectors are of kind \"%s\": %s and %s; remove one of them"
                .formatted(provider.kind(), name(other), name(provider)));
      }
    }
    return new ConnectorFactory(byKind);
  }

  private static String name(ConnectorProvider provider) {
    return provider instanceof DropIn dropIn ? dropIn.origin() : provider.getClass().getName();
  }

  /** A factory of the kinds that are on the class path. */
  public static ConnectorFactory ofClassPath() {
    try {
      return of(onClassPath());
    } catch (ConnectorException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A factory of the kinds that are on the class path and those in the jars of a folder.
   *
   * @param dropIns need not exist; see {@link DropIns}
   * @throws ConnectorException if a jar cannot be used or brings a kind that is there already
   */
  public static ConnectorFactory withDropIns(Path dropIns) throws ConnectorException {
    List<ConnectorProvider> all = onClassPath();
    all.addAll(DropIns.in(dropIns));
    return of(all);
  }

  private static List<ConnectorProvider> onClassPath() {
    List<ConnectorProvider> found = new ArrayList<>();
    ServiceLoader.load(ConnectorProvider.class, ConnectorFactory.class.getClassLoader())
        .forEach(found::add);
    return found;
  }

  /** All kinds, by name. */
  public List<ConnectorProvider> providers() {
    return List.copyOf(providers.values());
  }

  /**
   * Looks at a configuration without reaching the data source.
   *
   * @throws ConnectorException if the kind or a property is unknown, missing or unusable
   */
  public void check(String kind, Map<String, String> properties) throws ConnectorException {
    Configuration.check(provider(kind), properties);
  }

  /**
   * Makes the connector of a data source.
   *
   * @throws ConnectorException if the kind or a property is unknown, missing or unusable
   * @throws IOException if the data source does not answer
   */
  public Connector create(String kind, Map<String, String> properties, Credentials credentials)
      throws ConnectorException, IOException {
    check(kind, properties);
    return provider(kind).open(Map.copyOf(properties), credentials);
  }

  /**
   * The provider of a kind.
   *
   * @throws ConnectorException if there is none
   */
  public ConnectorProvider provider(String kind) throws ConnectorException {
    ConnectorProvider provider = providers.get(kind);
    if (provider == null) {
      throw new ConnectorException(
          "unknown kind of data source \"%s\"%s; known: %s"
              .formatted(
                  kind,
                  NearestName.hint(kind, providers.keySet()),
                  String.join(", ", providers.keySet())));
    }
    return provider;
  }
}
