package dev.fencepost.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.local.home.ProjectRoot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a project of one module, where Maven and Java are scripts that say what they do.
 */
class LauncherIT {

  private static final String JAVA = "echo \"java ran in $PWD:\"; printf '<%s>' \"$@\"; echo";
  private static final String MAVEN =
      """
      echo run >>"$STUBS/builds"
      echo '[INFO] Building Fencepost cli 0.1.0-SNAPSHOT   [1/1]'
      if [ -e "$STUBS/broken" ]; then echo '[ERROR] a semicolon is missing'; exit 1; fi
      [ ! -e "$STUBS/slow" ] || sleep 2
      mkdir -p "$STUBS/project/cli/target/classes"
      echo "$STUBS/jdk/release" >"$STUBS/project/cli/target/classpath"
      """;

  private final Path stubs;
  private final Path project;

  LauncherIT(@TempDir Path folder) {
    stubs = folder.resolve("a folder with spaces");
    project = stubs.resolve("project");
  }

  private record Answer(int code, String out, String err) {}

  @BeforeEach
  void lay_out_a_project() throws IOException {
    Files.createDirectories(project.resolve("cli/src/main"));
    Files.writeString(project.resolve("cli/pom.xml"), "<project/>");
    Files.writeString(project.resolve("cli/src/main/Some.java"), "class Some {}");
    Files.writeString(project.resolve("pom.xml"), "  <module>cli</module>\n");
    Files.copy(ProjectRoot.find().folder().resolve("fencepost"), project.resolve("fencepost"));
    script("jdk/bin/java", JAVA);
    script("jdk/bin/javac", "exit 9");
    script("bin/mvn", MAVEN);
    javaVersion("17.0.99");
    agePast();
  }

  @Test
  void it_builds_once_and_hands_over_the_arguments_as_they_are() throws Exception {
    Answer first = launch(project.resolve("fencepost"), "policy apply", "*");
    Answer second = launch(project.resolve("fencepost"), "status");

    assertThat(first.code()).isZero();
    assertThat(first.err()).contains("built in");
    assertThat(first.out())
        .contains("<-Dfencepost.root=" + project + ">")
        .contains("<dev.fencepost.cli.Main><policy apply><*>");
    assertThat(second.err()).isEmpty();
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void it_builds_again_when_a_source_was_changed_or_removed() throws Exception {
    launch(project.resolve("fencepost"));
    Path source = project.resolve("cli/src/main/Some.java");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
    launch(project.resolve("fencepost"));
    assertThat(builds()).isEqualTo(2);

    Files.delete(source);
    Files.setLastModifiedTime(source.getParent(), FileTime.from(Instant.now().plusSeconds(5)));
    launch(project.resolve("fencepost"));

    assertThat(builds()).isEqualTo(3);
  }

  @Test
  void it_works_through_a_link_from_another_folder() throws Exception {
    Path link = Files.createSymbolicLink(stubs.resolve("linked"), project.resolve("fencepost"));

    Answer answer = launch(link, "status");

    assertThat(answer.out())
        .contains("java ran in " + stubs + ":")
        .contains("<-Dfencepost.root=" + project + ">");
  }

  @Test
  void a_failed_build_says_why_and_is_tried_again() throws Exception {
    Files.createFile(stubs.resolve("broken"));
    Answer broken = launch(project.resolve("fencepost"));
    Files.delete(stubs.resolve("broken"));
    Answer mended = launch(project.resolve("fencepost"));

    assertThat(broken.code()).isEqualTo(1);
    assertThat(broken.out()).isEmpty();
    assertThat(broken.err())
        .contains("a semicolon is missing")
        .contains(project.resolve(".fencepost/logs/build.log").toString());
    assertThat(mended.code()).isZero();
  }

  @Test
  void two_at_once_build_once_and_say_so() throws Exception {
    Files.createFile(stubs.resolve("slow"));
    Process one = start(project.resolve("fencepost"), List.of());
    Process other = start(project.resolve("fencepost"), List.of());

    Answer first = answer(one);
    Answer second = answer(other);

    assertThat(List.of(first.code(), second.code())).containsOnly(0);
    assertThat(builds()).isEqualTo(1);
    assertThat(first.err() + second.err())
        .contains("building cli … 1/1")
        .contains("waiting for it");
  }

  @Test
  void another_java_is_refused_in_one_sentence() throws Exception {
    javaVersion("21.0.1");

    Answer answer = launch(project.resolve("fencepost"));

    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.err())
        .hasLineCount(1)
        .contains("Java 17 is needed")
        .contains("is version 21.0.1");
  }

  private Answer launch(Path launcher, String... arguments) throws Exception {
    return answer(start(launcher, List.of(arguments)));
  }

  private Process start(Path launcher, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(launcher.toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(stubs.toFile());
    builder.environment().remove("FENCEPOST_HOME");
    builder.environment().put("STUBS", stubs.toString());
    builder.environment().put("JAVA_HOME", stubs.resolve("jdk").toString());
    builder.environment().merge("PATH", "", (path, none) -> stubs.resolve("bin") + ":" + path);
    return builder.start();
  }

  /** The scripts say little, so neither stream can fill while the other is read. */
  private static Answer answer(Process process) throws Exception {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Answer(process.exitValue(), out, err);
  }

  private long builds() throws IOException {
    return Files.readAllLines(stubs.resolve("builds")).size();
  }

  private void javaVersion(String version) throws IOException {
    Files.writeString(stubs.resolve("jdk/release"), "JAVA_VERSION=\"" + version + "\"\n");
  }

  private void script(String name, String body) throws IOException {
    Path file = stubs.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Otherwise the sources are as new as the first build. */
  private void agePast() throws IOException {
    FileTime past = FileTime.from(Instant.now().minusSeconds(60));
    for (String name :
        List.of("cli/src/main/Some.java", "cli/src/main", "cli/pom.xml", "pom.xml")) {
      Files.setLastModifiedTime(project.resolve(name), past);
    }
  }
}
