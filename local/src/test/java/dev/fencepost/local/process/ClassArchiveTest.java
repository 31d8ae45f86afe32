package dev.fencepost.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {

  private static final String MAIN = "some.Main";

  private final Path folder;
  private final Path jar;
  private final ClassArchives archives;
  private final Path own;

  ClassArchiveTest(@TempDir Path folder) {
    this.folder = folder.resolve("archives");
    jar = folder.resolve("some.jar");
    own = folder.resolve("own.jar");
    archives = new ClassArchives(this.folder);
  }

  @BeforeEach
  void jars() throws IOException {
    Files.writeString(jar, "");
    Files.writeString(own, "");
    Files.createDirectories(folder);
  }

  @Test
  void another_size_time_entry_or_order_is_another_archive() throws IOException {
    Path other = Files.writeString(jar.resolveSibling("other.jar"), "");
    ClassPath one = new ClassPath(jar + ":" + other);
    String before = archive(one).key();
    assertThat(archive(one).key()).isEqualTo(before);
    assertThat(archive(new ClassPath(other + ":" + jar)).key()).isNotEqualTo(before);
    assertThat(archive(new ClassPath(jar.toString())).key()).isNotEqualTo(before);

    FileTime time = Files.getLastModifiedTime(jar);
    Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));
    assertThat(archive(one).key()).isNotEqualTo(before);
    Files.writeString(jar, "more");
    Files.setLastModifiedTime(jar, time);
    assertThat(archive(one).key()).isNotEqualTo(before);
  }

  @Test
  void classes_in_a_folder_have_none() throws IOException {
    ClassPath mixed = new ClassPath(jar + ":" + folder);

    assertThat(ClassArchive.of(folder, MAIN, mixed)).isEmpty();
    assertThat(applied(mixed)).isEqualTo(program(mixed));
  }

  @Test
  void without_an_archive_two_starts_write_down_their_classes_and_with_it_all_use_it()
      throws IOException {
    for (int start = 0; start < 2; start++) {
      Path list = Path.of(option("-XX:DumpLoadedClassList="));
      assertThat(list).hasParentRaw(folder);
      Files.writeString(list, "java/lang/Object\n");
    }
    assertThat(applied(classPath())).isEqualTo(program(classPath()));

    Path finished = Files.writeString(archive().finishedAt(5), "whole");

    assertThat(option("-XX:SharedArchiveFile=")).isEqualTo(finished.toString());
    assertThat(applied(classPath()).classPath()).isEqualTo(classPath().with(own));
  }

  @Test
  void a_shorter_archive_than_its_name_says_is_not_used() throws IOException {
    Files.writeString(archive().finishedAt(5), "hal");

    assertThat(archive().finished()).isEmpty();
    assertThat(applied(classPath()).options()).noneMatch(option -> option.contains("SharedArch"));
  }

  @Test
  void what_cannot_be_made_is_not_tried_again() throws Exception {
    Path list = Files.writeString(Path.of(option("-XX:DumpLoadedClassList=")), "some/Main\n");
    Files.setLastModifiedTime(list, FileTime.from(Instant.EPOCH));

    // These jars hold no program that could load the classes.
    ArchiveMaker.make(folder);

    assertThat(archive().finished()).isEmpty();
    assertThat(names()).containsExactlyInAnyOrder("lock", MAIN + "-" + archive().key() + ".failed");
    assertThat(applied(classPath())).isEqualTo(program(classPath()));
  }

  @Test
  void what_a_program_had_before_its_jars_changed_is_removed() throws Exception {
    Path outdated = Files.writeString(archive().finishedAt(5), "whole");
    Path another = Files.writeString(folder.resolve("some.Other-0-5.jsa"), "whole");
    Files.writeString(jar, "changed");
    option("-XX:DumpLoadedClassList=");

    ArchiveMaker.make(folder);

    assertThat(outdated).doesNotExist();
    assertThat(another).exists();
    assertThat(names()).containsExactlyInAnyOrder("lock", another.getFileName().toString());
  }

  @Test
  void a_folder_that_cannot_be_written_means_a_start_without() throws IOException {
    Files.delete(folder);
    Files.writeString(folder, "a file in its place");

    assertThat(applied(classPath())).isEqualTo(program(classPath()));
    archives.makeMissing();
  }

  private ClassPath classPath() {
    return new ClassPath(jar.toString());
  }

  private JavaProgram applied(ClassPath classPath) {
    return archives.applied(program(classPath), Optional.of(own));
  }

  private String option(String start) {
    return applied(classPath()).options().stream()
        .filter(option -> option.startsWith(start))
        .map(option -> option.substring(start.length()))
        .findFirst()
        .orElseThrow();
  }

  private ClassArchive archive() throws IOException {
    return archive(classPath().with(own));
  }

  private ClassArchive archive(ClassPath classPath) throws IOException {
    return ClassArchive.of(folder, MAIN, classPath).orElseThrow();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static JavaProgram program(ClassPath classPath) {
    return new JavaProgram(classPath, MAIN, List.of("-Xmx32m"), List.of());
  }
}
