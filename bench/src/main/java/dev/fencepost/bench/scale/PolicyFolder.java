package dev.fencepost.bench.scale;

import dev.fencepost.bench.data.SeededPolicies;
import dev.fencepost.bench.jvm.TimedCommand;
import dev.fencepost.local.home.Home;
import dev.fencepost.sql.transaction.ConnectionSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Seeded policies as files, one in each, and the command that applies them. */
final class PolicyFolder {

  private static final long SEED = 1;

  private final Home home;
  private final ConnectionSource.Settings database;
  private final SeededPolicies policies;
  private final Path folder;
  private int changes;

  PolicyFolder(Home home, ConnectionSource.Settings database, int policies) {
    this.home = home;
    this.database = database;
    this.policies = new SeededPolicies(SEED, policies);
    this.folder = home.folder().resolve("policies-" + policies);
  }

  void write() throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < policies.count(); i++) {
      write(i, policies.condition(i));
    }
  }

  /** Gives the first policy another condition. */
  void changeOne() throws IOException {
    write(0, new SeededPolicies(SEED + ++changes, policies.count()).condition(0));
  }

  private void write(int number, String condition) throws IOException {
    Files.writeString(
        folder.resolve("policy-%05d.yaml".formatted(number)), text(name(number), condition));
  }

  static String name(int number) {
    return "bench-%05d".formatted(number);
  }

  static String text(String name, String condition) {
    return """
        apiVersion: fencepost/v1
        kind: Policy
        metadata:
          name: %s
        spec:
          severity: high
          condition: |-
            %s
        """
        .formatted(name, condition);
  }

  /** The command that applies them all. */
  TimedCommand apply() throws IOException {
    return TimedCommand.launcher(
            home, home.folder(), "policy", "apply", folder.toString(), "--yes", "--quiet")
        .with("FENCEPOST_DB_URL", database.url())
        .with("FENCEPOST_DB_USER", database.user());
  }
}
