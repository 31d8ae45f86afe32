package dev.fencepost.proofs.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.proofs.protocol.Explorer.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The tables of {@code docs/model.md}. */
final class ModelDocument {

  /** Tests run in the folder of their module. */
  private static final Path PUBLISHED = Path.of("..", "..", "docs", "model.md");

  private ModelDocument() {}

  /** Fails when the document does not have this table as it is. */
  static void assertTable(String table) throws IOException {
    assertThat(Files.exists(PUBLISHED) ? Files.readString(PUBLISHED) : "")
        .as("docs/model.md, which must contain this table:%n%s", table)
        .contains(table);
  }

  static String scenarios(List<Scenario> scenarios, List<Report> reports) {
    record Line(String about, long logs, long states, long steps) {}
    Map<String, Line> lines = new LinkedHashMap<>();
    for (int i = 0; i < scenarios.size(); i++) {
      Line line =
          new Line(scenarios.get(i).about(), 1, reports.get(i).states(), reports.get(i).steps());
      lines.merge(
          scenarios.get(i).name(),
          line,
          (a, b) -> new Line(a.about, a.logs + b.logs, a.states + b.states, a.steps + b.steps));
    }
    long states = reports.stream().mapToLong(Report::states).sum();
    long steps = reports.stream().mapToLong(Report::steps).sum();
    return "| scenario | what is in it | logs | states | steps |\n|---|---|---:|---:|---:|\n"
        + lines.entrySet().stream()
            .map(
                line ->
                    "| `%s` | %s | %d | %s | %s |%n"
                        .formatted(
                            line.getKey(),
                            line.getValue().about,
                            line.getValue().logs,
                            number(line.getValue().states),
                            number(line.getValue().steps)))
            .collect(Collectors.joining())
        + "| all | | %d | %s | %s |%n".formatted(scenarios.size(), number(states), number(steps));
  }

  static String invariants() {
    return "| invariant | what must hold |\n|---|---|\n"
        + Arrays.stream(Invariant.values())
            .map(invariant -> "| `%s` | %s |%n".formatted(invariant, invariant.says()))
            .collect(Collectors.joining());
  }

  static String mutants() {
    return "| mutant | what is dropped | scenario | what breaks |\n|---|---|---|---|\n"
        + Arrays.stream(Mutant.values())
            .map(
                mutant ->
                    "| `%s` | %s | `%s` | `%s` |%n"
                        .formatted(mutant, mutant.says(), mutant.scenario(), mutant.breaks()))
            .collect(Collectors.joining());
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
