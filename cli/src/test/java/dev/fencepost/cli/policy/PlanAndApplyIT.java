package dev.fencepost.cli.policy;

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

/** Thirty policies of a folder, more than are looked for one by one, and then one that changes. */
class PlanAndApplyIT {

  private static final int POLICIES = 30;

  private final Path home = TestHome.create().folder();
  private final Path folder = home.resolve("policies");
  private final TestDatabase store =
      TestDatabase.copyOf("migrated", empty -> Schema.migrate(settings(empty)));

  private static ConnectionSource.Settings settings(TestDatabase store) {
    return new ConnectionSource.Settings(store.jdbcUrl(), store.user(), "", "test");
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void new_files_are_planned_and_applied_and_then_nothing_is_left() throws IOException {
    write();

    CommandRun plan = run("policy", "plan", folder.toString());
    CommandRun apply = run("policy", "apply", folder.toString(), "--yes");

    assertThat(plan.exitCode()).as(plan.messages()).isEqualTo(3);
    assertThat(plan.data())
        .contains("new  p-00: 0 findings match, 0 gained, 0 lost", "new  p-29")
        .contains("takes one fence for 30 policies")
        .doesNotContain("unchanged");
    assertThat(apply.exitCode()).as(apply.messages()).isZero();
    assertThat(apply.data()).contains("p-00", "p-29");
    assertThat(run("policy", "plan", folder.toString()).data().strip())
        .isEqualTo("30 unchanged; no fence is needed");
    assertThat(run("policy", "apply", folder.toString(), "--yes").messages())
        .contains("30 unchanged", "nothing to apply");
  }

  @Test
  void of_many_files_the_one_that_changed_is_told() throws IOException {
    write();
    run("policy", "apply", folder.toString(), "--yes");
    write(7, "finding.confidence >= 0.5");

    CommandRun plan = run("policy", "plan", folder.toString());
    CommandRun json = run("policy", "plan", folder.toString(), "-o", "json");
    CommandRun apply = run("policy", "apply", folder.toString(), "--yes");

    assertThat(plan.exitCode()).as(plan.messages()).isEqualTo(3);
    assertThat(plan.data())
        .startsWith("changed  p-07")
        .contains("29 unchanged; applying takes one fence for 1 policy")
        .doesNotContain("p-08");
    assertThat(json.data()).contains("\"p-08\"", "\"unchanged\"");
    assertThat(apply.data()).contains("p-07").doesNotContain("p-08");
    assertThat(apply.messages()).contains("29 unchanged", "for 1 policy");
  }

  private void write() throws IOException {
    for (int i = 0; i < POLICIES; i++) {
      write(i, "finding.match_count > " + i);
    }
  }

  private void write(int number, String condition) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("p-%02d.yaml".formatted(number)),
        """
        apiVersion: fencepost/v1
        kind: Policy
        metadata:
          name: p-%02d
        spec:
          severity: high
          condition: %s
        """
            .formatted(number, condition));
  }

  private CommandRun run(String... arguments) {
    return CommandRun.on(store, home, arguments);
  }
}
