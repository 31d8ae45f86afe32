package dev.fencepost.discovery.connector;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The rules for a data source's properties that hold for every kind. */
final class Configuration {

  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_VALUE = 1000;

  private Configuration() {}

  /**
   * Refuses what the provider does not know or cannot do without.
   *
   * @throws ConnectorException which repeats no value, as that may be a secret in the wrong place
   */
  static void check(ConnectorProvider provider, Map<String, String> properties)
      throws ConnectorException {
    String kind = provider.kind();
    List<String> known = provider.properties().stream().map(Property::name).sorted().toList();
    for (String name : new TreeSet<>(properties.keySet())) {
      if (!known.contains(name)) {
        String shown = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
        throw new ConnectorException(
            "unknown property \"%s\" of a data source of kind %s%s; known: %s"
                .formatted(shown, kind, NearestName.hint(shown, known), String.join(", ", known)));
      }
    }
    for (Property property : provider.properties()) {
      check(kind, property, properties.getOrDefault(property.name(), ""));
    }
    provider.check(properties);
  }

  private static void check(String kind, Property property, String value)
      throws ConnectorException {
    if (value.isEmpty() && property.required()) {
      throw new ConnectorException(
          "a data source of kind %s needs the property \"%s\": %s"
              .formatted(kind, property.name(), property.description()));
    }
    if (value.length() > LONGEST_VALUE || value.chars().anyMatch(Character::isISOControl)) {
      throw new ConnectorException(
          "the property \"%s\" must be at most %d characters, without control characters"
              .formatted(property.name(), LONGEST_VALUE));
    }
    boolean reference = value.isEmpty() || SecretReference.parse(value).isPresent();
    if (property.secret() && !reference) {
      throw new ConnectorException(
          "the property \"%s\" is a secret: say where it is kept (%s), not what it is"
              .formatted(property.name(), SecretReference.FORMS));
    }
  }
}
