package dev.fencepost.policy.file;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How bad a match is, from harmless to worst. */
public enum Severity {
  INFO,
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL;

  /** The name in files, tables and output: lower case. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Severity> of(String key) {
    return Stream.of(values()).filter(severity -> severity.key().equals(key)).findFirst();
  }

  public static List<String> keys() {
    return Stream.of(values()).map(Severity::key).toList();
  }
}
