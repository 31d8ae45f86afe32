package dev.fencepost.bench.load;

import dev.fencepost.bench.stage.Backlog;
import dev.fencepost.sql.transaction.ConnectionSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Asks over a connection of its own up to where the newest source has landed. A landing writes the
 * positions in the transaction that writes findings and results, so whoever sees a position sees
 * the results of everything before it.
 */
final class Positions implements AutoCloseable {

  private final Connection connection;
  private final PreparedStatement question;

  Positions(ConnectionSource.Settings settings) throws SQLException {
    connection = settings.connect();
    question =
        connection.prepareStatement(
            """
            SELECT partition, next_offset FROM landing_progress
            WHERE source_no = (SELECT max(source_no) FROM landing_progress)
            """);
  }

  /** The next offset of each partition. */
  long[] look() throws SQLException {
    long[] next = new long[Backlog.PARTITIONS];
    try (ResultSet rows = question.executeQuery()) {
      while (rows.next()) {
        next[rows.getInt("partition")] = rows.getLong("next_offset");
      }
    }
    return next;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
