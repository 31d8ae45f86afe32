package dev.fencepost.cli.boundaries;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.fencepost.local.home.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModuleBoundariesTest {

  private static final List<String> MODULES =
      List.of(
          "core",
          "policy",
          "sql",
          "engine",
          "streaming-job",
          "backfill-batch",
          "discovery/connector-spi",
          "discovery",
          "coordinator",
          "flink-client",
          "chaos",
          "local",
          "cli");

  private static JavaClasses all;

  @BeforeAll
  static void read_the_classes_of_all_modules() {
    ProjectRoot root = ProjectRoot.find();
    all =
        new ClassFileImporter()
            .importPaths(
                MODULES.stream().map(name -> root.target(name).resolve("classes")).toList());
  }

  /** A rule over nothing would hold. */
  @ParameterizedTest
  @ValueSource(
      strings = {"core", "policy", "sql", "engine", "discovery", "flink", "chaos", "local", "cli"})
  void every_module_was_read(String module) {
    assertThat(all.that(resideInAPackage("dev.fencepost." + module + ".."))).isNotEmpty();
  }

  @Test
  void core_knows_nothing_but_java_and_its_null_annotations() {
    classes()
        .that()
        .resideInAPackage("dev.fencepost.core..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("dev.fencepost.core..", "java..", "org.jspecify.annotations..")
        .check(all);
  }

  @Test
  void core_never_asks_the_clock() {
    noClasses()
        .that()
        .resideInAPackage("dev.fencepost.core..")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(all);
  }

  @Test
  void policy_uses_core_and_its_languages_only() {
    onlyOwn("policy", "core").check(all);
    noClasses()
        .that()
        .resideInAPackage("dev.fencepost.policy..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..")
        .check(all);
  }

  @Test
  void sql_uses_core_only() {
    onlyOwn("sql", "core").check(all);
  }

  @Test
  void engine_uses_core_policy_and_sql_and_no_framework() {
    onlyOwn("engine", "core", "policy", "sql").check(all);
    noClasses()
        .that()
        .resideInAPackage("dev.fencepost.engine..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.flink..", "org.springframework..", "picocli..", "org.apache.kafka..")
        .check(all);
  }

  @Test
  void adapters_use_the_engine_and_not_each_other() {
    onlyOwn("streaming", "core", "policy", "sql", "engine").allowEmptyShould(true).check(all);
    onlyOwn("backfill", "core", "policy", "sql", "engine").allowEmptyShould(true).check(all);
    onlyOwn("coordinator", "core", "policy", "sql", "engine", "flink")
        .allowEmptyShould(true)
        .check(all);
    onlyOwn("discovery", "core", "policy", "sql", "engine").check(all);
  }

  /** A connector from a jar sees nothing else of the worker. */
  @Test
  void what_connectors_implement_knows_nothing_but_java_and_its_null_annotations() {
    classes()
        .that()
        .resideInAPackage("dev.fencepost.discovery.connector")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.fencepost.discovery.connector", "java..", "org.jspecify.annotations..")
        .check(all);
  }

  @Test
  void the_flink_client_stands_alone() {
    onlyOwn("flink").check(all);
  }

  /** An oracle that shared the product's own path would repeat its mistakes. */
  @Test
  void chaos_shares_nothing_with_the_landing_and_the_backfill() {
    onlyOwn("chaos", "core", "policy", "sql").check(all);
    noClasses()
        .that()
        .resideInAPackage("dev.fencepost.chaos..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.fencepost.core.landing..", "dev.fencepost.policy.judge..")
        .check(all);
  }

  @Test
  void local_uses_core_only() {
    onlyOwn("local", "core").check(all);
  }

  @Test
  void every_package_is_null_marked() throws IOException {
    ProjectRoot root = ProjectRoot.find();
    for (String module : MODULES) {
      Path classes = root.target(module).resolve("classes");
      if (Files.notExists(classes)) {
        continue;
      }
      try (Stream<Path> files = Files.walk(classes)) {
        assertThat(
                files
                    .filter(file -> file.toString().endsWith(".class"))
                    .map(Path::getParent)
                    .distinct()
                    .filter(folder -> Files.notExists(folder.resolve("package-info.class"))))
            .as("packages of %s without a package-info", module)
            .isEmpty();
      }
    }
    classes()
        .that()
        .haveSimpleName("package-info")
        .should()
        .beAnnotatedWith("org.jspecify.annotations.NullMarked")
        .check(all);
  }

  private static com.tngtech.archunit.lang.syntax.elements.ClassesShouldConjunction onlyOwn(
      String module, String... others) {
    String[] allowed =
        Stream.concat(Stream.of(module), Stream.of(others))
            .map(name -> "dev.fencepost." + name + "..")
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage("dev.fencepost." + module + "..")
        .should()
        .onlyDependOnClassesThat(
            not(resideInAPackage("dev.fencepost..")).or(resideInAnyPackage(allowed)));
  }
}
