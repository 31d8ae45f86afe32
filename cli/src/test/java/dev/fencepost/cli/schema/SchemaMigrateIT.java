package dev.fencepost.cli.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.cli.Main;
import dev.fencepost.cli.session.Session;
import dev.fencepost.cli.session.Terminal;
import dev.fencepost.testkit.home.TestHome;
import dev.fencepost.testkit.postgres.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaMigrateIT {

  private final ByteArrayOutputStream messages = new ByteArrayOutputStream();

  @Test
  void an_empty_database_gets_the_schema_once() {
    try (TestDatabase store = TestDatabase.fresh()) {
      assertThat(migrate(store)).as(said()).isZero();
      assertThat(said()).contains("migrations applied");

      messages.reset();
      assertThat(migrate(store)).as(said()).isZero();
      assertThat(said()).contains("up to date").doesNotContain("applied");
    }
  }

  private int migrate(TestDatabase store) {
    PrintStream out = new PrintStream(messages, true, StandardCharsets.UTF_8);
    Session session =
        new Session(
            new Terminal(out, out, false, false),
            Map.of("FENCEPOST_DB_URL", store.jdbcUrl(), "FENCEPOST_DB_USER", store.user()),
            TestHome.create());
    return Main.run(session, "schema", "migrate");
  }

  private String said() {
    return messages.toString(StandardCharsets.UTF_8);
  }
}
