package dev.fencepost.cli.output;

/** How data are written. */
public enum OutputFormat {
  TABLE,
  JSON,
  YAML
}
