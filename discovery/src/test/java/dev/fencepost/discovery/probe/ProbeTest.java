package dev.fencepost.discovery.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.discovery.connector.ConnectorFactory;
import dev.fencepost.discovery.connector.Credentials;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeTest {

  private final Path folder;
  private final Probe probe = new Probe(ConnectorFactory.ofClassPath(), Credentials.NONE);

  ProbeTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void the_first_objects_are_shown_and_whether_there_are_more() throws Exception {
    for (String name : new String[] {"a", "b", "c"}) {
      Files.writeString(folder.resolve(name), "content");
    }
    Map<String, String> properties = Map.of("root", folder.toString());
    assertThat(probe.look("file", properties, 2))
        .contains("\"key\":\"a\",\"bytes\":7", "\"key\":\"b\"", "\"more\":true")
        .doesNotContain("\"key\":\"c\"", "problem", "failure");
    assertThat(probe.look("file", properties, 3)).contains("\"more\":false");
  }

  @Test
  void what_cannot_be_opened_is_a_sentence() throws Exception {
    assertThat(probe.look("fil", Map.of(), 1)).contains("\"failure\":\"unknown kind");
    assertThat(probe.look("file", Map.of("root", folder + "/gone"), 1)).contains("is not a folder");
    Map<String, String> secret =
        Map.of(
            "dialect", "postgresql", "host", "127.0.0.1", "database", "x", "password", "env:NOPE");
    assertThat(probe.look("jdbc", secret, 1)).contains("there are no credentials here");
  }
}
