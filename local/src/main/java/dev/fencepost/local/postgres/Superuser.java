package dev.fencepost.local.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The role that may do everything, for replication and for tests; whoever reads the file is it. */
record Superuser(Path passwordFile) {

  static final String NAME = "postgres";

  String password() {
    try {
      return Files.readString(passwordFile).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("the superuser's password cannot be read", e);
    }
  }

  Connection connect(String jdbcUrl) throws SQLException {
    return DriverManager.getConnection(jdbcUrl, NAME, password());
  }
}
