package dev.fencepost.cli.output;

import dev.fencepost.cli.session.Terminal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code -o} and what it decides. */
public final class OutputOption {

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, json or yaml (default: ${DEFAULT-VALUE}).")
  private OutputFormat format = OutputFormat.TABLE;

  public OutputFormat format() {
    return format;
  }

  /** Writes all rows. */
  public <T> void print(Terminal terminal, Listing<T> listing) {
    terminal.data(
        switch (format) {
          case TABLE -> TextTable.of(listing);
          case JSON -> Json.pretty(listing.asMaps());
          case YAML -> Yaml.text(listing.asMaps());
        });
  }

  /** Writes one thing; values may be maps and lists. */
  public void printOne(Terminal terminal, Map<String, ? extends @Nullable Object> thing) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>(thing);
    terminal.data(
        switch (format) {
          case TABLE -> TextTable.ofOne(copy);
          case JSON -> Json.pretty(copy);
          case YAML -> Yaml.text(copy);
        });
  }
}
