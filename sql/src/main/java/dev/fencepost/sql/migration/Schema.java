package dev.fencepost.sql.migration;

import dev.fencepost.sql.dialect.Dialect;
import dev.fencepost.sql.transaction.ConnectionSource;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/** Brings the schema {@code fencepost} of a database to the version this build needs. */
public final class Schema {

  public static final String NAME = "fencepost";

  private Schema() {}

  /**
   * Applies what is missing; doing it again changes nothing, and two callers wait for each other.
   *
   * @return how many migrations were applied
   */
  public static int migrate(ConnectionSource.Settings settings) throws SQLException {
    Dialect dialect;
    try (var connection = settings.connect()) {
      dialect = Dialect.of(connection);
    }
    // A crashed migration's lock must not block the next start for hours. Read from here only.
    System.setProperty("flyway.yugabytedb.lock-id-ttl-ms", "60000");
    FluentConfiguration flyway =
        Flyway.configure(Schema.class.getClassLoader())
            .dataSource(settings.url(), settings.user(), settings.password())
            .locations("classpath:dev/fencepost/sql/migration")
            .schemas(NAME)
            .defaultSchema(NAME)
            .placeholders(dialect.keyLayouts());
    // The transactional lock makes CREATE INDEX CONCURRENTLY wait for ever.
    flyway
        .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
        .setTransactionalLock(false);
    return flyway.load().migrate().migrationsExecuted;
  }
}
