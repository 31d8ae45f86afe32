package dev.fencepost.bench.landing;

import com.yugabyte.PGConnection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/** A COPY with its rows, as a landing sent it once. */
final class RecordedCopy implements Recorded {

  private final String sql;
  private final byte[] rows;

  RecordedCopy(String sql, byte[] rows) {
    this.sql = sql;
    this.rows = rows;
  }

  @Override
  public void replay(Connection connection) throws SQLException {
    try {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(sql, new ByteArrayInputStream(rows));
    } catch (IOException e) {
      throw new SQLException("the rows could not be sent again", e);
    }
  }
}
