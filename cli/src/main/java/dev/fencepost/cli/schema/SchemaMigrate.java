package dev.fencepost.cli.schema;

import dev.fencepost.cli.DatabaseCommand;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.failure.ExitCode;
import dev.fencepost.cli.session.Session;
import dev.fencepost.sql.migration.Schema;
import dev.fencepost.sql.transaction.ConnectionSource;
import java.sql.SQLException;
import picocli.CommandLine.Command;

@Command(
    name = "migrate",
    description = {
      "Creates the schema in a database, or brings it up to date; doing it twice does nothing.",
      "The local stack does it by itself."
    },
    footer = {
      "%nExamples:",
      "  fencepost schema migrate --db-url jdbc:yugabytedb://db:5433/fencepost --db-user fencepost"
    })
public final class SchemaMigrate extends DatabaseCommand {

  public SchemaMigrate(Session session) {
    super(session);
  }

  @Override
  protected void run() {
    ConnectionSource.Settings settings = addresses().databaseSettings();
    try {
      int applied = Schema.migrate(settings);
      terminal()
          .say(
              applied == 0
                  ? "the schema is up to date"
                  : applied + " migrations applied, the schema is up to date");
    } catch (SQLException e) {
      throw new CommandFailure(
          ExitCode.FAILED, "the schema could not be migrated: " + e.getMessage(), e);
    }
  }
}
