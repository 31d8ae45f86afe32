package dev.fencepost.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.local.home.ProjectRoot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathTest {

  private final ProjectRoot root;
  private final Path target;
  private final Path jar;
  private final Path classes;
  private final Path compiled;

  ClassPathTest(@TempDir Path folder) {
    root = new ProjectRoot(folder);
    target = root.target("some");
    jar = target.resolve("fencepost-some-1.jar");
    classes = target.resolve("classes");
    compiled = classes.resolve("Some.class");
  }

  @BeforeEach
  void a_module_that_was_compiled_and_then_packed() throws IOException {
    Files.createDirectories(classes);
    Files.writeString(target.resolve("classpath"), "needed.jar\n");
    Files.writeString(compiled, "one");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (String name : List.of("META-INF/MANIFEST.MF", "META-INF/maven/pom.xml", "Some.class")) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write("one".getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  @Test
  void a_module_runs_from_its_jar() {
    assertThat(ofModule()).isEqualTo(jar + ":needed.jar");
  }

  @Test
  void what_was_compiled_or_removed_after_the_jar_was_packed_counts() throws IOException {
    Files.writeString(compiled, "two");
    assertThat(ofModule()).isEqualTo(classes + ":needed.jar");

    Files.writeString(compiled, "one");
    Path added = Files.writeString(classes.resolve("Added.class"), "one");
    assertThat(ofModule()).isEqualTo(classes + ":needed.jar");

    Files.delete(added);
    assertThat(ofModule()).isEqualTo(jar + ":needed.jar");

    Files.delete(compiled);
    assertThat(ofModule()).isEqualTo(classes + ":needed.jar");
  }

  @Test
  void without_a_jar_or_with_two_it_runs_from_its_classes() throws IOException {
    Files.writeString(target.resolve("fencepost-some-2.jar"), "");
    assertThat(ofModule()).isEqualTo(classes + ":needed.jar");

    Files.delete(target.resolve("fencepost-some-2.jar"));
    Files.move(jar, target.resolve("fencepost-some-1-tests.jar"));
    assertThat(ofModule()).isEqualTo(classes + ":needed.jar");
  }

  @Test
  void a_module_without_classes_is_what_it_needs() throws IOException {
    Files.delete(compiled);
    Files.delete(classes);

    assertThat(ofModule()).isEqualTo("needed.jar");
  }

  private String ofModule() {
    return ClassPath.ofModule(root, "some").text();
  }
}
