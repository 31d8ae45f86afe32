package dev.fencepost.discovery.connector.jdbc;

import dev.fencepost.discovery.connector.KeyOrder;
import dev.fencepost.discovery.connector.KeyRange;
import dev.fencepost.discovery.connector.Listed;
import dev.fencepost.discovery.connector.Listed.StoredObject;
import dev.fencepost.discovery.connector.Listed.Unreadable;
import dev.fencepost.discovery.connector.Listing;
import dev.fencepost.discovery.connector.SourceAwayException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.NoSuchFileException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lists tables, and in each the ranges of its key that hold rows: one look into the index for each,
 * so that gaps cost nothing.
 */
final class JdbcListing implements Listing {

  private final Sessions sessions;
  private final Connection connection;
  private final KeyRange range;
  private final Deque<Table> tables;
  private @Nullable Cut cut;

  /** A table whose ranges are being listed, from a number on. */
  private record Cut(Table table, Shape shape, BigInteger from) {}

  /**
   * @param tables in key order
   */
  JdbcListing(Sessions sessions, Connection connection, KeyRange range, List<Table> tables) {
    this.sessions = sessions;
    this.connection = connection;
    this.range = range;
    this.tables = new ArrayDeque<>(tables);
  }

  @Override
  public Optional<Listed> next() throws IOException {
    while (true) {
      Cut open = cut;
      if (open != null) {
        Optional<Listed> listed = nextOf(open);
        if (listed.isPresent()) {
          return listed;
        }
        cut = null;
      } else if (tables.isEmpty()) {
        return Optional.empty();
      } else {
        Optional<Listed> listed = begin(tables.pop());
        if (listed.isPresent()) {
          return listed;
        }
      }
    }
  }

  /** The table's first object, if it is in the range; what follows it is listed next. */
  private Optional<Listed> begin(Table table) throws IOException {
    TableKey key = table.key();
    if (!range.contains(key.text()) && !range.mayContainPrefix(key.prefix())) {
      return Optional.empty();
    }
    if (!key.fits()) {
      String shown = key.text().substring(0, 100) + "…";
      return Optional.of(new Unreadable(shown, "The name is longer than 2000 bytes."));
    }
    JdbcSettings settings = sessions.settings();
    try {
      Shape shape = settings.dialect().shape(connection, table);
      boolean isCut = Part.isCut(shape, settings);
      if (isCut && range.mayContainPrefix(key.prefix())) {
        cut = new Cut(table, shape, BigInteger.valueOf(settings.keysPerObject()));
      }
      long most = isCut ? settings.keysPerObject() : Long.MAX_VALUE;
      return range.contains(key.text())
          ? Optional.of(new StoredObject(key.text(), table.facts(most)))
          : Optional.empty();
    } catch (SQLException failure) {
      return unreadable(failure, key.text());
    }
  }

  /** The next object of a table that is cut. */
  private Optional<Listed> nextOf(Cut open) throws IOException {
    TableKey first = open.table().key();
    BigInteger size = BigInteger.valueOf(sessions.settings().keysPerObject());
    BigInteger from = open.from();
    if (range.from().startsWith(first.prefix())) {
      from = from.max(first.leastFrom(range.from()).divide(size).multiply(size));
    }
    try {
      for (Optional<BigInteger> found = least(open, from);
          found.isPresent();
          found = least(open, from)) {
        BigInteger start = found.get().divide(size).multiply(size);
        from = start.add(size);
        TableKey key = first.startingAt(start);
        if (range.contains(key.text())) {
          cut = new Cut(open.table(), open.shape(), from);
          return Optional.of(
              new StoredObject(key.text(), open.table().facts(size.longValueExact())));
        }
        String to = range.to();
        if (to != null && KeyOrder.compare(key.text(), to) >= 0) {
          return Optional.empty();
        }
      }
      return Optional.empty();
    } catch (SQLException failure) {
      cut = null;
      return unreadable(failure, first.prefix());
    }
  }

  /** The least number of the key from this one on. */
  private Optional<BigInteger> least(Cut open, BigInteger from) throws SQLException {
    Dialect dialect = sessions.settings().dialect();
    String first = open.shape().key().get(0);
    String sql =
        "SELECT %s FROM %s WHERE %s >= ? ORDER BY %s LIMIT 1"
            .formatted(first, RowQuery.name(open.table(), dialect), first, first);
    if (from.bitLength() > Long.SIZE - 1 && dialect.comparesTexts()) {
      // No number of the key is as large, and the database would refuse to compare with one.
      return Optional.empty();
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, dialect.comparesTexts() ? from.toString() : new BigDecimal(from));
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        return Optional.of(new BigInteger(row.getString(1)));
      }
    }
  }

  /** One bad table does not end a listing; one that has gone is empty. */
  private Optional<Listed> unreadable(SQLException failure, String key) throws IOException {
    IOException meaning = SqlFailures.of(failure, sessions.settings().dialect(), key);
    if (meaning instanceof SourceAwayException) {
      throw meaning;
    }
    return meaning instanceof NoSuchFileException
        ? Optional.empty()
        : Optional.of(new Unreadable(key, "The database refuses to read the table."));
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException failure) {
      throw SqlFailures.of(failure, sessions.settings().dialect(), "");
    }
  }
}
