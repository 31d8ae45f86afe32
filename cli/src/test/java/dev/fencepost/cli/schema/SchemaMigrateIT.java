package dev.fencepost.cli.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.cli.CommandRun;
import dev.fencepost.testkit.postgres.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaMigrateIT {

  private final Path home;

  SchemaMigrateIT(@TempDir Path home) {
    this.home = home;
  }

  @Test
  void an_empty_database_gets_the_schema_once() {
    try (TestDatabase store = TestDatabase.fresh()) {
      CommandRun first = CommandRun.on(store, home, "schema", "migrate");
      assertThat(first.exitCode()).as(first.messages()).isZero();
      assertThat(first.messages()).contains("migrations applied");

      CommandRun second = CommandRun.on(store, home, "schema", "migrate");
      assertThat(second.exitCode()).as(second.messages()).isZero();
      assertThat(second.messages()).contains("up to date").doesNotContain("applied");
    }
  }
}
