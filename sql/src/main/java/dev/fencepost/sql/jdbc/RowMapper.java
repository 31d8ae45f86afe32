package dev.fencepost.sql.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Makes a value of the row the cursor stands on. */
@FunctionalInterface
public interface RowMapper<T> {

  T map(ResultSet row) throws SQLException;
}
