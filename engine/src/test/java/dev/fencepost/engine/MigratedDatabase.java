package dev.fencepost.engine;

import dev.fencepost.sql.migration.Schema;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.sql.transaction.Database;
import dev.fencepost.sql.transaction.KeptConnection;
import dev.fencepost.testkit.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A database of a test's own with the current schema. */
public final class MigratedDatabase implements AutoCloseable {

  private final TestDatabase database;
  private final ConnectionSource.Settings settings;
  private final KeptConnection kept;
  private @Nullable Connection asking;

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

  /**
   * For one thread that asks hundreds of times, because a new connection costs more than an answer.
   * It is in no transaction, has to be left so, and is closed with the database.
   */
  public Connection asking() throws SQLException {
    if (asking == null) {
      asking = connect();
    }
    return asking;
  }

  @Override
  public void close() {
    kept.close();
    database.close();
  }
}
