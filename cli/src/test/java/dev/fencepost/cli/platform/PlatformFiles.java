package dev.fencepost.cli.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The policies and templates of the story. */
final class PlatformFiles {

  private PlatformFiles() {}

  /** {@code ssn}, of what detectors say, and {@code shared}, of what is known of the object. */
  static Path policies(Path folder) throws IOException {
    Path policies = Files.createDirectories(folder.resolve("policies"));
    policy(policies, "ssn", "finding.info_type == \"US_SSN\"");
    // Tables have no such label, and what is missing is an error when it is not asked for first.
    policy(
        policies,
        "shared",
        "\"public\" in finding.object.labels && finding.object.labels[\"public\"] == \"true\"");
    return policies;
  }

  /** {@code everything} and {@code careful}, which does one task after the other. */
  static Path templates(Path folder) throws IOException {
    Path templates = Files.createDirectories(folder.resolve("templates"));
    template(templates, "everything", 8);
    template(templates, "careful", 1);
    return templates;
  }

  private static void template(Path folder, String name, int tasksAtOnce) throws IOException {
    Files.writeString(
        folder.resolve(name + ".yaml"),
        """
        apiVersion: fencepost/v1
        kind: ScanTemplate
        metadata: {name: %s}
        spec:
          selector: {names: ["records-*"]}
          limits: {tasks_at_once: %d}
        """
            .formatted(name, tasksAtOnce));
  }

  private static void policy(Path folder, String name, String condition) throws IOException {
    Files.writeString(
        folder.resolve(name + ".yaml"),
        """
        apiVersion: fencepost/v1
        kind: Policy
        metadata: {name: %s}
        spec:
          severity: high
          condition: >
            %s
        """
            .formatted(name, condition));
  }
}
