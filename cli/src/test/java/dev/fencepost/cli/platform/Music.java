package dev.fencepost.cli.platform;

import dev.fencepost.local.home.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** The Chinook database, which somebody else made; it is not a part of the project. */
record Music(Path script) {

  private static final String BESIDE = "../shared/data/chinook/Chinook_PostgreSql.sql";
  private static final String DATABASE = "chinook";

  /** Empty where its script neither lies beside the project nor is named. */
  static Optional<Music> there() {
    Path script =
        Optional.ofNullable(System.getProperty("fencepost.chinook"))
            .map(Path::of)
            .orElse(ProjectRoot.find().folder().resolve(BESIDE));
    return Optional.of(script).filter(Files::exists).map(Music::new);
  }

  /** Loads it into the stack's own server and adds it as a data source. */
  void load(PlatformStack stack, String name) throws SQLException, IOException {
    String url = stack.server().jdbcUrl();
    execute(url, stack.server().user(), "CREATE DATABASE " + DATABASE);
    String text = Files.readString(script);
    execute(url(stack), stack.server().user(), text.substring(text.indexOf("CREATE TABLE")));
    stack.ok(
        "datasource",
        "add",
        name,
        "--kind",
        "jdbc",
        "--set",
        "dialect=postgresql",
        "--set",
        "host=127.0.0.1",
        "--set",
        "port=" + stack.server().port(),
        "--set",
        "database=" + DATABASE,
        "--set",
        "user=" + stack.server().user());
  }

  /** Drops a table with all that refers to it. */
  void drop(PlatformStack stack, String table) throws SQLException {
    execute(url(stack), stack.server().user(), "DROP TABLE " + table + " CASCADE");
  }

  private static String url(PlatformStack stack) {
    String url = stack.server().jdbcUrl();
    return url.substring(0, url.lastIndexOf('/') + 1) + DATABASE;
  }

  private static void execute(String url, String user, String text) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, user, "");
        Statement statement = connection.createStatement()) {
      statement.execute(text);
    }
  }
}
