package dev.fencepost.cli;

import dev.fencepost.cli.connection.Addresses;
import dev.fencepost.cli.connection.ConnectionOptions;
import dev.fencepost.cli.session.Session;
import dev.fencepost.sql.transaction.Database;
import picocli.CommandLine.Mixin;

/** A command that works on the database. */
public abstract class DatabaseCommand extends FencepostCommand {

  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  protected DatabaseCommand(Session session) {
    super(session);
  }

  protected final Addresses addresses() {
    return new Addresses(session(), connection.asked());
  }

  protected final Database database() {
    return addresses().database();
  }
}
