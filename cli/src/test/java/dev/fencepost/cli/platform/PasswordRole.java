package dev.fencepost.cli.platform;

import dev.fencepost.local.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** A role that may do what the others may, but is asked for a password. */
final class PasswordRole {

  static final String NAME = "lander";

  private static final String PASSWORD = "pa55-of-the-lander";

  /** What Flink's processes have to be given. */
  static final Map<String, String> OF_THE_CLUSTER =
      Map.of("LANDER_PASSWORD", PASSWORD, "LANDER_OLD_PASSWORD", "out of date");

  /** What a command has to be given. */
  static final Map<String, String> OF_A_COMMAND =
      Map.of("NO_COLOR", "1", "FENCEPOST_DB_USER", NAME, "FENCEPOST_DB_PASSWORD", PASSWORD);

  private PasswordRole() {}

  /** Makes it; returns when the server asks it for its password. */
  static void create(PlatformStack stack, Home home) throws IOException, SQLException {
    Path data = home.data("postgres");
    Path clients = data.resolve("pg_hba.conf");
    String others = Files.readString(clients);
    Files.writeString(clients, "host all " + NAME + " 127.0.0.1/32 scram-sha-256\n" + others);
    String superuser = Files.readString(data.resolveSibling("postgres.superuser-password")).strip();
    String url = stack.server().jdbcUrl();
    try (Connection connection = DriverManager.getConnection(url, "postgres", superuser);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE ROLE %s LOGIN PASSWORD '%s' IN ROLE %s"
              .formatted(NAME, PASSWORD, stack.server().user()));
      statement.execute("SELECT pg_reload_conf()");
    }
    stack.await("passwords to be asked for", PlatformStack.LIMIT, () -> isRefused(url));
  }

  private static boolean isRefused(String url) {
    try {
      DriverManager.getConnection(url, NAME, "wrong").close();
      return false;
    } catch (SQLException refused) {
      return true;
    }
  }
}
