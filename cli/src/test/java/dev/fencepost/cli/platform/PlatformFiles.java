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

  /** A policy for later, over what the others are over. */
  static Path laterPolicy(Path folder) throws IOException {
    Path policies = Files.createDirectories(folder.resolve("later"));
    policy(policies, "mail", "finding.info_type == \"EMAIL_ADDRESS\"");
    return policies;
  }

  /** Files of which the template {@code picky} leaves one address and one number over. */
  static Path notes(Path folder) throws IOException {
    Path notes = Files.createDirectories(folder.resolve("notes"));
    Files.writeString(notes.resolve("mail.txt"), "To ana@corp.com, bob@partner.com.\n");
    Files.writeString(notes.resolve("bare.txt"), "Number 512-34-5678\n");
    Files.writeString(notes.resolve("worded.txt"), "ssn: 512-34-5678\n");
    Files.writeString(notes.resolve("host.txt"), "The host 203.0.113.7 answers.\n");
    return notes;
  }

  /**
   * {@code everything}; {@code careful}, which does one task after the other; and {@code picky},
   * which does not look for everything, and not everywhere.
   */
  static Path templates(Path folder) throws IOException {
    Path templates = Files.createDirectories(folder.resolve("templates"));
    template(templates, "everything", 8);
    template(templates, "careful", 1);
    Files.writeString(
        templates.resolve("picky.yaml"),
        """
        apiVersion: fencepost/v1
        kind: ScanTemplate
        metadata: {name: picky}
        spec:
          selector: {names: ["notes"]}
          detect:
            types:
              EMAIL_ADDRESS: {allow: ['.*@partner\\.com']}
              US_SSN: {min_confidence: 0.8}
        """);
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
