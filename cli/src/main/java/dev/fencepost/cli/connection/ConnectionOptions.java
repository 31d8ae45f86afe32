package dev.fencepost.cli.connection;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that name servers; a mixin. */
public final class ConnectionOptions {

  @ArgGroup(
      exclusive = false,
      validate = false,
      heading = "%nConnection (default: the environment, then the running local stack):%n")
  private Values values = new Values();

  private static final class Values {
    @Option(
        names = "--db-url",
        paramLabel = "URL",
        description = {
          "jdbc:yugabytedb://host:port/database, for PostgreSQL too.",
          "FENCEPOST_DB_URL; the password comes from FENCEPOST_DB_PASSWORD."
        })
    private @Nullable String dbUrl;

    @Option(names = "--db-user", paramLabel = "USER", description = "FENCEPOST_DB_USER.")
    private @Nullable String dbUser;

    @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "FENCEPOST_KAFKA.")
    private @Nullable String kafka;

    @Option(
        names = "--flink",
        paramLabel = "URL",
        description = "Flink's REST address; FENCEPOST_FLINK.")
    private @Nullable String flink;
  }

  public Asked asked() {
    return new Asked(values.dbUrl, values.dbUser, values.kafka, values.flink);
  }

  /** What the command line names; null where it is silent. */
  public record Asked(
      @Nullable String dbUrl,
      @Nullable String dbUser,
      @Nullable String kafka,
      @Nullable String flink) {

    public static final Asked NOTHING = new Asked(null, null, null, null);
  }
}
