package dev.fencepost.engine;

import dev.fencepost.sql.migration.Schema;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.sql.transaction.Database;
import dev.fencepost.sql.transaction.KeptConnection;
import dev.fencepost.testkit.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;

/** A database of a test's own with the current schema. */
public final class MigratedDatabase implements AutoCloseable {

  private final TestDatabase database;
  private final ConnectionSource.Settings settings;
  private final KeptConnection kept;

  private MigratedDatabase(TestDatabase database) {
    this.database = database;
    this.settings = new ConnectionSource.Settings(database.jdbcUrl(), database.user(), "", "test");
    this.kept = new KeptConnection(settings::connect);
  }

  public static MigratedDatabase fresh() {
    return new MigratedDatabase(
        TestDatabase.copyOf(
            "migrated",
            db ->
                Schema.migrate(
                    new ConnectionSource.Settings(db.jdbcUrl(), db.user(), "", "migration"))));
  }

  public ConnectionSource.Settings settings() {
    return settings;
  }

  /** For one thread; others ask for {@link Database#connecting}. */
  public Database database() {
    return new Database(kept);
  }

  public Connection connect() throws SQLException {
    return settings.connect();
  }

  @Override
  public void close() {
    kept.close();
    database.close();
  }
}
