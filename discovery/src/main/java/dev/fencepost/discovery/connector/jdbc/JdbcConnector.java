package dev.fencepost.discovery.connector.jdbc;

import dev.fencepost.discovery.connector.Connector;
import dev.fencepost.discovery.connector.KeyOrder;
import dev.fencepost.discovery.connector.KeyRange;
import dev.fencepost.discovery.connector.Listing;
import dev.fencepost.discovery.connector.ObjectFacts;
import dev.fencepost.discovery.connector.Opened;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A database. Each listing and each open object has a session of its own. */
final class JdbcConnector implements Connector {

  private final Sessions sessions;

  JdbcConnector(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public Listing list(KeyRange range) throws IOException {
    Connection connection = sessions.open();
    try {
      JdbcSettings settings = sessions.settings();
      List<Table> tables =
          settings.dialect().tables(connection, settings, null).stream()
              .sorted(Comparator.comparing(table -> table.key().text(), KeyOrder.COMPARATOR))
              .toList();
      return new JdbcListing(sessions, connection, range, tables);
    } catch (SQLException failure) {
      throw closed(connection, failure, "the tables");
    }
  }

  @Override
  public Optional<Opened> open(String text) throws IOException {
    Optional<TableKey> key = TableKey.parse(text);
    return key.isEmpty() ? Optional.empty() : open(key.get());
  }

  private Optional<Opened> open(TableKey key) throws IOException {
    Connection connection = sessions.open();
    try {
      JdbcSettings settings = sessions.settings();
      List<Table> tables = settings.dialect().tables(connection, settings, key);
      if (tables.size() == 1) {
        Table table = tables.get(0);
        Shape shape = settings.dialect().shape(connection, table);
        boolean isCut = Part.isCut(shape, settings);
        if (key.from() == null || isCut) {
          return Optional.of(opened(connection, Part.of(key, table, shape, settings)));
        }
      }
      connection.close();
      return Optional.empty();
    } catch (SQLException failure) {
      IOException meaning = closed(connection, failure, key.text());
      if (meaning instanceof NoSuchFileException) {
        return Optional.empty();
      }
      throw meaning;
    }
  }

  private Opened opened(Connection connection, Part part) {
    long most = part.to() == null ? Long.MAX_VALUE : sessions.settings().keysPerObject();
    ObjectFacts facts = part.table().facts(most);
    boolean sampled = part.isSampled(sessions.settings());
    return new Opened(
        new RowStream(sessions, connection, part),
        sampled ? facts.withLabel("sampled", "true") : facts);
  }

  private IOException closed(Connection connection, SQLException failure, String key) {
    try {
      connection.close();
    } catch (SQLException alreadyGone) {
      failure.addSuppressed(alreadyGone);
    }
    return SqlFailures.of(failure, sessions.settings().dialect(), key);
  }

  @Override
  public void close() {
    // Nothing is held open between calls.
  }

  @Override
  public String toString() {
    return sessions.place();
  }
}
