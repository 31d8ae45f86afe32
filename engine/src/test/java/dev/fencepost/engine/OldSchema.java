package dev.fencepost.engine;

import dev.fencepost.sql.dialect.Dialect;
import dev.fencepost.sql.migration.Schema;
import dev.fencepost.sql.transaction.ConnectionSource;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;

/** The schema of an earlier release. */
public final class OldSchema {

  private OldSchema() {}

  /** Brings an empty database to this version; {@link Schema#migrate} brings it further. */
  public static void migrate(ConnectionSource.Settings settings, int version) throws SQLException {
    Dialect dialect;
    try (Connection connection = settings.connect()) {
      dialect = Dialect.of(connection);
    }
    Flyway.configure(Schema.class.getClassLoader())
        .dataSource(settings.url(), settings.user(), settings.password())
        .locations("classpath:dev/fencepost/sql/migration")
        .schemas(Schema.NAME)
        .defaultSchema(Schema.NAME)
        .placeholders(dialect.keyLayouts())
        .target(Integer.toString(version))
        .load()
        .migrate();
  }
}
