package dev.fencepost.backfill;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.fencepost.sql.migration.Schema;

/** Bounded connections: two for each range that is judged at a time, and a few for the books. */
final class Pools {

  private static final int FOR_THE_BOOKS = 4;

  private Pools() {}

  static HikariDataSource leader(BackfillSettings settings) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(settings.database().url());
    config.setUsername(settings.database().user());
    config.setPassword(settings.database().password());
    config.setSchema(Schema.NAME);
    config.addDataSourceProperty("ApplicationName", settings.database().applicationName());
    config.addDataSourceProperty("currentSchema", Schema.NAME);
    config.setMaximumPoolSize(2 * settings.parallelism() + FOR_THE_BOOKS);
    config.setMinimumIdle(1);
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    // A database that is away when the process starts is waited for like one that goes away later.
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }
}
