package dev.fencepost.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.cli.CommandRun;
import dev.fencepost.sql.migration.Schema;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.testkit.home.TestHome;
import dev.fencepost.testkit.postgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A template file, a scan of it, and every command, while no coordinator runs. */
class JobIT {

  private static final String TEMPLATE =
      """
      apiVersion: fencepost/v1
      kind: ScanTemplate
      metadata: {name: nightly}
      spec:
        selector: {names: ["hr-*"]}
        %s: 20
      """;

  private final TestDatabase store =
      TestDatabase.copyOf(
          "migrated",
          empty ->
              Schema.migrate(
                  new ConnectionSource.Settings(empty.jdbcUrl(), empty.user(), "", "test")));
  private final Path home = TestHome.create().folder();

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void scan_of_a_template_file_is_commanded_while_no_coordinator_lives(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("nightly.yaml");
    Files.writeString(file, TEMPLATE.formatted("pirority"));
    assertThat(run(2, "template", "add", file.toString()))
        .contains(file + ":6:3: unknown key pirority in spec (did you mean priority?)");
    Files.writeString(file, TEMPLATE.formatted("priority"));
    run(0, "template", "add", file.toString());
    assertThat(run(0, "template", "show", "nightly", "-o", "json")).contains("hr-*");
    run(0, "datasource", "add", "hr-1", "--folder", folder.toString());
    String scan = run(0, "scan", "start", "nightly").lines().findFirst().orElseThrow();

    assertThat(run(0, "job", "show", scan, "-o", "json"))
        .contains("NO_COORDINATOR", "no coordinator of the node group default is alive")
        .contains("\"priority\" : 20");
    assertThat(run(0, "job", "list")).contains("no coordinator of the node group");
    assertThat(run(0, "job", "pause", scan, "--dry-run")).contains("would pause");
    assertThat(run(0, "job", "pause", scan, "--reason", "busy")).contains("is paused");
    assertThat(run(0, "job", "pause", scan)).contains("is paused already");
    assertThat(run(0, "job", "resume", scan)).contains("is resumed");
    run(0, "job", "priority", scan, "50");
    assertThat(run(1, "job", "priority", scan, "500")).contains("1 to 100");
    assertThat(run(1, "job", "retry", scan)).contains("is not finished");
    assertThat(run(0, "job", "cancel", scan)).contains("is cancelled");
    assertThat(run(1, "job", "resume", scan)).contains("cannot be resumed");
    assertThat(run(1, "job", "watch", scan)).contains("CANCELLED");
    run(5, "job", "cancel", "987654");
    run(0, "scan", "start", "nightly");
    assertThat(run(0, "job", "list", "--limit", "1")).contains("and 1 more");
    assertThat(run(0, "job", "list", "--limit", "2")).doesNotContain("more");
  }

  private String run(int expected, String... arguments) {
    CommandRun run = CommandRun.on(store, home, arguments);
    assertThat(run.exitCode()).as(run.messages()).isEqualTo(expected);
    return run.data() + run.messages();
  }
}
