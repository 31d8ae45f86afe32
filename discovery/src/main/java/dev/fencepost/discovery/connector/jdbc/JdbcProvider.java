package dev.fencepost.discovery.connector.jdbc;

import dev.fencepost.discovery.connector.Connector;
import dev.fencepost.discovery.connector.ConnectorException;
import dev.fencepost.discovery.connector.ConnectorProvider;
import dev.fencepost.discovery.connector.Credentials;
import dev.fencepost.discovery.connector.Hosts;
import dev.fencepost.discovery.connector.Property;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The kind {@code jdbc}. */
public final class JdbcProvider implements ConnectorProvider {

  @Override
  public String kind() {
    return "jdbc";
  }

  @Override
  public String description() {
    return "The tables of a database.";
  }

  @Override
  public List<Property> properties() {
    return List.of(
        Property.required("dialect", "which database it is: " + Dialects.names()),
        Property.optional("host", "the machine of the server"),
        Property.optional("port", "where it listens; the database's usual port when not given"),
        Property.optional("database", "the name of the database"),
        Property.optional("path", "SQLite: the file, as an absolute path"),
        Property.optional("user", "who reads; needs no more than the right to select"),
        Property.secret("password", "of the user"),
        Property.optional(
            "schemas", "which to scan, separated by commas; all, or MariaDB's database"),
        Property.optional("sample_rows", "how many rows of each table to read; all when not given"),
        Property.optional("keys_per_object", "how many numbers of a key make an object: 100000"),
        Property.optional("cell_characters", "how much of a value is read: 65536"),
        Property.optional("statement_seconds", "how long a statement may take: 60"),
        Property.optional("driver.sslmode", "PostgreSQL, YugabyteDB: whether to encrypt"),
        Property.optional("driver.sslrootcert", "PostgreSQL, YugabyteDB: whom to trust, a file"),
        Property.optional("driver.sslMode", "MariaDB, MySQL: whether to encrypt"),
        Property.optional("driver.serverSslCert", "MariaDB, MySQL: whom to trust, a file"),
        Property.optional("driver.useCompression", "MariaDB, MySQL: true to compress"));
  }

  @Override
  public void check(Map<String, String> properties) throws ConnectorException {
    JdbcSettings.of(properties);
  }

  @Override
  public Connector open(Map<String, String> properties, Credentials credentials)
      throws ConnectorException, IOException {
    JdbcSettings settings = JdbcSettings.of(properties);
    if (!settings.dialect().isFile()) {
      Hosts.check(settings.host());
    }
    String password = "";
    if (settings.passwordReference().isPresent()) {
      password = credentials.resolve(settings.passwordReference().get());
    }
    return new JdbcConnector(new Sessions(settings, password));
  }
}
