package dev.fencepost.discovery.connector.dropin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.discovery.connector.ConnectorException;
import dev.fencepost.discovery.connector.ConnectorFactory;
import dev.fencepost.discovery.connector.ConnectorProvider;
import dev.fencepost.discovery.worker.WorkerSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DropInsTest {

  private final Path folder;

  DropInsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void a_jar_adds_a_kind_to_those_that_are_there() throws Exception {
    NotesJar.write(folder.resolve("notes.jar"));
    ConnectorFactory factory = ConnectorFactory.withDropIns(folder);
    assertThat(factory.providers().stream().map(ConnectorProvider::kind))
        .containsExactly("file", "jdbc", "notes", "producer", "s3");
    factory.check("notes", Map.of("path", "/x"));
  }

  @Test
  void without_the_folder_nothing_is_dropped_in() throws Exception {
    assertThat(ConnectorFactory.withDropIns(folder.resolve("none")).providers()).hasSize(4);
  }

  @Test
  void a_kind_that_comes_twice_names_both_jars() throws Exception {
    NotesJar.write(folder.resolve("a.jar"));
    Files.copy(folder.resolve("a.jar"), folder.resolve("b.jar"));
    assertThatThrownBy(() -> ConnectorFactory.withDropIns(folder))
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining("\"notes\": a.jar and b.jar");
  }

  @Test
  void a_jar_that_cannot_be_loaded_keeps_a_worker_from_starting() throws Exception {
    NotesJar.writeBroken(folder.resolve("broken.jar"));
    Map<String, String> environment =
        Map.of(
            "FENCEPOST_DB_URL", "jdbc:x",
            "FENCEPOST_DB_USER", "x",
            "FENCEPOST_KAFKA", "x:1",
            "FENCEPOST_CONNECTORS", folder.toString());
    assertThatThrownBy(() -> WorkerSettings.from(environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("broken.jar cannot be loaded")
        .hasMessageContaining("org.example.Missing");
  }

  @Test
  void unknown_kinds_and_properties_are_answered_with_the_nearest_and_all_that_are_known()
      throws Exception {
    ConnectorFactory factory = ConnectorFactory.ofClassPath();
    assertThatThrownBy(() -> factory.check("fil", Map.of()))
        .hasMessage(
            "unknown kind of data source \"fil\" (did you mean \"file\"?); known: file, jdbc, producer, s3");
    assertThatThrownBy(() -> factory.check("file", Map.of("rot", "/x")))
        .hasMessage(
            "unknown property \"rot\" of a data source of kind file (did you mean \"root\"?);"
                + " known: root");
    assertThatThrownBy(() -> factory.check("file", Map.of()))
        .hasMessageContaining("needs the property \"root\"");
  }
}
