package dev.fencepost.discovery.connector.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a part as a stream of JSON, a page of the table at a time. Pages hold as many rows as
 * make about four megabytes, so memory is bounded whatever a row holds.
 */
final class RowStream extends InputStream {

  private static final int FIRST_PAGE = 8;
  private static final int LARGEST_PAGE = 1000;
  private static final int PAGE_BYTES = 4 << 20;
  private static final int SAMPLE_ROWS = 10_000;
  private static final int FETCHED = 50;

  private final Sessions sessions;
  private final Connection connection;
  private final Part part;
  private final RowJson rows;
  private byte[] page = new byte[0];
  private int at;
  private int pageRows = FIRST_PAGE;
  private @Nullable List<Object> last;
  private @Nullable ResultSet sample;
  private boolean ended;

  /**
   * @param connection of its own, which is closed with it
   */
  RowStream(Sessions sessions, Connection connection, Part part) {
    this.sessions = sessions;
    this.connection = connection;
    this.part = part;
    this.rows = new RowJson(part.shape().columns());
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    while (at == page.length) {
      if (ended) {
        return -1;
      }
      turn();
    }
    int count = Math.min(length, page.length - at);
    System.arraycopy(page, at, target, offset, count);
    at += count;
    return count;
  }

  private void turn() throws IOException {
    try {
      if (part.isSampled(sessions.settings())) {
        readSample();
      } else {
        readPage();
      }
      page = rows.take();
      at = 0;
    } catch (SQLException failure) {
      throw SqlFailures.of(failure, dialect(), part.table().key().text());
    }
  }

  private void readPage() throws SQLException, IOException {
    int asked = pageRows;
    RowQuery query =
        RowQuery.page(part, dialect(), sessions.settings().cellCharacters(), last, asked);
    int read = 0;
    try (PreparedStatement statement = connection.prepareStatement(query.sql())) {
      statement.setFetchSize(asked);
      query.bind(statement);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.add(row);
          last = key(row);
          read++;
        }
      }
    }
    ended = read < asked;
    long average = Math.max(1, rows.size() / Math.max(1, read));
    pageRows =
        (int) Math.max(1, Math.min(Math.min(asked * 8L, PAGE_BYTES / average), LARGEST_PAGE));
  }

  private List<Object> key(ResultSet row) throws SQLException, IOException {
    List<Object> key = new ArrayList<>();
    int columns = part.shape().columns().size();
    for (int i = 1; i <= part.shape().key().size(); i++) {
      Object value =
          dialect().comparesTexts() ? row.getString(columns + i) : row.getObject(columns + i);
      key.add(
          Optional.ofNullable(value)
              .orElseThrow(() -> new IOException("a key of the table has no value")));
    }
    return key;
  }

  /** The rows come while they are read: a transaction is needed for that, and ended with it. */
  private void readSample() throws SQLException, IOException {
    ResultSet row = sample == null ? startSample() : sample;
    sample = row;
    for (int i = 0; i < FETCHED && !ended; i++) {
      if (row.next()) {
        rows.add(row);
      } else {
        ended = true;
        connection.rollback();
      }
    }
  }

  /** The statement is closed with its connection. */
  @SuppressWarnings("resource")
  private ResultSet startSample() throws SQLException {
    int wished = sessions.settings().sampleRows();
    RowQuery query =
        RowQuery.sample(
            part,
            dialect(),
            sessions.settings().cellCharacters(),
            wished == 0 ? SAMPLE_ROWS : wished);
    connection.setAutoCommit(false);
    PreparedStatement statement = connection.prepareStatement(query.sql());
    statement.setFetchSize(FETCHED);
    return statement.executeQuery();
  }

  private Dialect dialect() {
    return sessions.settings().dialect();
  }

  @Override
  public void close() throws IOException {
    ended = true;
    page = new byte[0];
    at = 0;
    try {
      connection.close();
    } catch (SQLException failure) {
      throw SqlFailures.of(failure, dialect(), part.table().key().text());
    }
  }
}
