package dev.fencepost.sql.transaction;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What one transaction does. It may run more than once and must not touch anything but the
 * database.
 */
@FunctionalInterface
public interface Work<T> {

  T in(Connection transaction) throws SQLException;
}
