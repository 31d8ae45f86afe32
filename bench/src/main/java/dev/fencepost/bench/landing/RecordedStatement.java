package dev.fencepost.bench.landing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** A statement with its parameters, as a landing sent it once. */
record RecordedStatement(String sql, List<Setter> setters) implements Recorded {

  /** Binds one parameter again. */
  @FunctionalInterface
  interface Setter {
    void bind(PreparedStatement statement) throws SQLException;
  }

  @Override
  public void replay(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (Setter setter : setters) {
        setter.bind(statement);
      }
      if (statement.execute()) {
        try (ResultSet rows = statement.getResultSet()) {
          while (rows.next()) {
            // Reading on is all there is to do.
          }
        }
      }
    }
  }
}
