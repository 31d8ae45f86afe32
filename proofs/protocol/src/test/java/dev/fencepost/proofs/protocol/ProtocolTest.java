package dev.fencepost.proofs.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.proofs.protocol.Explorer.Report;
import dev.fencepost.proofs.protocol.Explorer.Violation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Explores every scenario completely, and drops every rule once to see that it is needed. */
class ProtocolTest {

  private static final int THREADS = 2;
  private static final Path SOURCES = Path.of("src/test/java/dev/fencepost/proofs/protocol");

  @Test
  void no_interleaving_breaks_an_invariant() throws Exception {
    List<Scenario> scenarios = Scenarios.all();
    List<Report> reports = explore(scenarios);
    assertThat(reports).extracting(Report::violation).allMatch(Optional::isEmpty);
    assertThat(reports.stream().mapToLong(Report::states).sum()).isGreaterThan(1_000_000);
    ModelDocument.assertTable(ModelDocument.scenarios(scenarios, reports));
  }

  @Tag("exhaustive")
  @Test
  void no_interleaving_of_larger_configurations_breaks_an_invariant() throws Exception {
    List<Report> reports = explore(WideScenarios.all());
    assertThat(reports).extracting(Report::violation).allMatch(Optional::isEmpty);
    System.out.printf("%,d states explored%n", reports.stream().mapToLong(Report::states).sum());
  }

  @ParameterizedTest
  @EnumSource(Mutant.class)
  void every_rule_is_needed(Mutant dropped) {
    Optional<Violation> violation =
        Scenarios.all().stream()
            .filter(scenario -> scenario.name().equals(dropped.scenario()))
            .map(scenario -> Explorer.explore(new Protocol(scenario, dropped)).violation())
            .flatMap(Optional::stream)
            .findFirst();
    assertThat(violation).map(Violation::invariant).contains(dropped.breaks());
  }

  @Test
  void a_rule_is_dropped_in_one_place() throws IOException {
    String actors;
    try (Stream<Path> files = Files.list(SOURCES)) {
      StringBuilder text = new StringBuilder();
      for (Path file : files.toList()) {
        text.append(Files.readString(file, StandardCharsets.UTF_8));
      }
      actors = text.toString();
    }
    for (Mutant mutant : Mutant.values()) {
      assertThat(actors.split("Mutant\\." + mutant + "\\b", -1)).as(mutant.name()).hasSize(2);
    }
  }

  @Test
  void invariants_and_mutants_are_documented() throws IOException {
    ModelDocument.assertTable(ModelDocument.invariants());
    ModelDocument.assertTable(ModelDocument.mutants());
  }

  private static List<Report> explore(List<Scenario> scenarios)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Report>> exploring = new ArrayList<>();
      for (Scenario scenario : scenarios) {
        exploring.add(threads.submit(() -> Explorer.explore(new Protocol(scenario, null))));
      }
      List<Report> reports = new ArrayList<>();
      for (Future<Report> one : exploring) {
        reports.add(one.get());
      }
      return reports;
    } finally {
      threads.shutdownNow();
    }
  }
}
