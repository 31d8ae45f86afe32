package dev.fencepost.discovery.connector.jdbc;

import dev.fencepost.discovery.connector.ConnectorException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a data source's properties say.
 *
 * @param database its name; for SQLite the path of its file
 * @param schemas the schemas to scan; empty for all
 * @param sampleRows how many rows of each table to read; 0 for all
 * @param keysPerObject how many numbers of a table's key belong to one object
 * @param cellCharacters how much of a value is read
 * @param statementLimit how long a statement may take
 * @param driver properties for the driver, by the driver's own names
 */
record JdbcSettings(
    Dialect dialect,
    String host,
    int port,
    String database,
    String user,
    Optional<String> passwordReference,
    Set<String> schemas,
    int sampleRows,
    long keysPerObject,
    int cellCharacters,
    Duration statementLimit,
    Map<String, String> driver) {

  static final String DRIVER = "driver.";

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?");
  private static final Pattern ADDRESS =
      Pattern.compile("[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f:.]*");

  /** Whatever could begin another part of a URL is no part of a name. */
  private static final Pattern DATABASE = Pattern.compile("[^/?&#;:=%\\\\()\\s]{1,128}");

  static JdbcSettings of(Map<String, String> properties) throws ConnectorException {
    Dialect dialect = Dialects.named(properties.getOrDefault("dialect", ""));
    Map<String, String> driver = driver(dialect, properties);
    String host = properties.getOrDefault("host", "");
    String database = properties.getOrDefault("database", "");
    if (dialect.isFile()) {
      refuse(properties, dialect, "host", "port", "database", "user", "password", "schemas");
      database = file(properties.getOrDefault("path", ""));
    } else {
      refuse(properties, dialect, "path");
      if (!HOST.matcher(host).matches() && !ADDRESS.matcher(host).matches()) {
        throw new ConnectorException(
            "the property \"host\" must be the name or the address of the database's machine");
      }
      if (!DATABASE.matcher(database).matches()) {
        throw new ConnectorException(
            "the property \"database\" must be a name without spaces and / ? & # ; : = % \\ ( )");
      }
    }
    return new JdbcSettings(
        dialect,
        host,
        (int) number(properties, "port", dialect.port(), 1, 65_535),
        database,
        properties.getOrDefault("user", ""),
        Optional.ofNullable(properties.get("password")).filter(text -> !text.isEmpty()),
        names(properties.getOrDefault("schemas", "")),
        (int) number(properties, "sample_rows", 0, 1, 1_000_000),
        number(properties, "keys_per_object", 100_000, 1_000, 1_000_000_000),
        (int) number(properties, "cell_characters", 65_536, 100, 1_000_000),
        Duration.ofSeconds(number(properties, "statement_seconds", 60, 1, 3_600)),
        driver);
  }

  /** As a URL has them; an IPv6 address stands in brackets there. */
  String hostAndPort() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }

  private static Set<String> names(String list) {
    return Arrays.stream(list.split(",", -1))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Map<String, String> driver(Dialect dialect, Map<String, String> properties)
      throws ConnectorException {
    Map<String, String> driver = new TreeMap<>();
    for (Map.Entry<String, String> property : properties.entrySet()) {
      if (property.getKey().startsWith(DRIVER)) {
        String name = property.getKey().substring(DRIVER.length());
        if (!dialect.driverProperties().contains(name)) {
          throw new ConnectorException(
              "the property \"%s\" is not one of %s; known: %s"
                  .formatted(property.getKey(), dialect.label(), dialect.driverProperties()));
        }
        driver.put(name, property.getValue());
      }
    }
    return driver;
  }

  private static void refuse(Map<String, String> properties, Dialect dialect, String... names)
      throws ConnectorException {
    for (String name : names) {
      if (!properties.getOrDefault(name, "").isEmpty()) {
        throw new ConnectorException(
            "the property \"%s\" is not one of %s".formatted(name, dialect.label()));
      }
    }
  }

  /** The driver takes what follows a question mark for settings. */
  private static String file(String path) throws ConnectorException {
    if (!path.startsWith("/") || path.indexOf('?') >= 0) {
      throw new ConnectorException(
          "the property \"path\" must be the absolute path of a SQLite file, without \"?\"");
    }
    return path;
  }

  private static long number(
      Map<String, String> properties, String name, long otherwise, long least, long most)
      throws ConnectorException {
    String text = properties.getOrDefault(name, "");
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      throw new ConnectorException("the property \"%s\" must be a number".formatted(name));
    }
    throw new ConnectorException(
        "the property \"%s\" must be from %d to %d".formatted(name, least, most));
  }
}
