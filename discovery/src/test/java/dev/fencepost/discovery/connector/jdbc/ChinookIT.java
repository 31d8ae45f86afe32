package dev.fencepost.discovery.connector.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.discovery.classify.Fingerprints;
import dev.fencepost.discovery.classify.ObjectScanner;
import dev.fencepost.discovery.classify.ScannedSource;
import dev.fencepost.discovery.connector.Connector;
import dev.fencepost.discovery.connector.Credentials;
import dev.fencepost.discovery.connector.KeyRange;
import dev.fencepost.discovery.connector.Listed;
import dev.fencepost.discovery.connector.Listing;
import dev.fencepost.discovery.detect.Detectors;
import dev.fencepost.local.home.ProjectRoot;
import dev.fencepost.testkit.postgres.TestDatabase;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A database that somebody else made; it is not a part of the project. */
class ChinookIT {

  private static final Path SCRIPT =
      Optional.ofNullable(System.getProperty("fencepost.chinook"))
          .map(Path::of)
          .orElse(
              ProjectRoot.find().folder().resolve("../shared/data/chinook/Chinook_PostgreSql.sql"));

  @Test
  void customers_and_employees_are_found_by_their_columns() throws Exception {
    assumeTrue(
        Files.exists(SCRIPT),
        "the Chinook database is not here; name its script with -Dfencepost.chinook=FILE");
    try (TestDatabase database = TestDatabase.fresh()) {
      String script = Files.readString(SCRIPT);
      try (Connection owner = database.connect();
          Statement statement = owner.createStatement()) {
        statement.execute(script.substring(script.indexOf("CREATE TABLE")));
        statement.execute("COMMENT ON TABLE customer IS 'who buys'");
        statement.execute("ANALYZE");
      }
      URI place = URI.create(database.jdbcUrl().substring("jdbc:".length()));
      Map<String, String> properties =
          Map.of(
              "dialect", "postgresql",
              "host", place.getHost(),
              "port", Integer.toString(place.getPort()),
              "database", place.getPath().substring(1),
              "user", database.user());
      List<Finding> findings = new ArrayList<>();
      List<String> tables = new ArrayList<>();
      try (Connector connector = new JdbcProvider().open(properties, Credentials.NONE);
          Listing listing = connector.list(KeyRange.ALL)) {
        ObjectScanner scanner =
            new ObjectScanner(
                new ScannedSource("music", "default"),
                connector,
                Detectors.standard(),
                Fingerprints.keyedBy(null),
                InstantSource.system(),
                64 << 20);
        for (Optional<Listed> next = listing.next(); next.isPresent(); next = listing.next()) {
          tables.add(next.get().key());
          findings.addAll(scanner.scan(next.get().key()).findings());
        }
      }
      assertThat(tables).hasSize(11).contains("public/customer", "public/track");
      assertThat(findings)
          .anySatisfy(
              finding -> {
                assertThat(finding.objectPath()).isEqualTo("public/customer");
                assertThat(finding.field()).isEqualTo("email");
                assertThat(finding.matchCount()).isEqualTo(59);
                assertThat(finding.labels())
                    .containsEntry("comment", "who buys")
                    .containsEntry("estimated_rows", "59")
                    .containsEntry("owner", database.user());
              })
          .anySatisfy(
              finding -> {
                assertThat(finding.objectPath()).isEqualTo("public/employee");
                assertThat(finding.field()).isEqualTo("phone");
              });
    }
  }
}
