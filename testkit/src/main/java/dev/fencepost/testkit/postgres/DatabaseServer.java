package dev.fencepost.testkit.postgres;

import dev.fencepost.local.postgres.PostgresServer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where tests make their databases: the JVM's own PostgreSQL, or the server that the property
 * {@code fencepost.test.db.url} names.
 *
 * @param own whether it is the JVM's own
 * @param url of a database to which administrative statements are sent
 */
record DatabaseServer(boolean own, String url, String user) {

  /** Address, database and parameters; the user and the password may be among those. */
  private static final Pattern URL = Pattern.compile("(jdbc:[a-z]+://[^/?]+/)([^/?]*)(\\?.*)?");

  static DatabaseServer chosen() {
    return named(System.getProperty("fencepost.test.db.url"))
        .orElseGet(
            () -> {
              PostgresServer shared = TestPostgres.shared();
              return new DatabaseServer(true, shared.jdbcUrl("postgres"), shared.user());
            });
  }

  static Optional<DatabaseServer> named(@Nullable String url) {
    if (url == null || url.isBlank()) {
      return Optional.empty();
    }
    if (!URL.matcher(url).matches()) {
      throw new IllegalArgumentException("not like jdbc:yugabytedb://host:port/database: " + url);
    }
    return Optional.of(new DatabaseServer(false, url, "yugabyte"));
  }

  /** The address of another database on the same server. */
  String urlOf(String database) {
    Matcher parts = URL.matcher(url);
    if (!parts.matches()) {
      throw new IllegalStateException("not an address: " + url);
    }
    return parts.group(1) + database + (parts.group(3) == null ? "" : parts.group(3));
  }
}
