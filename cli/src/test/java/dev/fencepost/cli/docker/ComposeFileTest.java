package dev.fencepost.cli.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.local.home.ProjectRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** What can be known about the compose file without Docker. */
class ComposeFileTest {

  private final ProjectRoot root = ProjectRoot.find();
  private final Map<String, Object> file = read();
  private final Map<String, Object> services = map(file.getOrDefault("services", ""));

  @Test
  void three_nodes_of_one_version_with_true_read_committed_make_the_database() {
    Set<Object> images =
        IntStream.rangeClosed(1, 3)
            .mapToObj(node -> map(services.getOrDefault("yb" + node, Map.of())))
            .map(node -> node.getOrDefault("image", ""))
            .collect(Collectors.toSet());
    assertThat(images).hasSize(1);
    for (int node = 1; node <= 3; node++) {
      assertThat(
              names(
                  (List<?>)
                      map(services.getOrDefault("yb" + node, Map.of()))
                          .getOrDefault("command", "")))
          .contains("--tserver_flags=yb_enable_read_committed_isolation=true");
    }
  }

  @Test
  void every_service_that_another_waits_for_is_there() {
    services.forEach(
        (name, service) -> {
          Object waitsFor = map(service).getOrDefault("depends_on", List.of());
          Collection<?> names = waitsFor instanceof List<?> list ? list : map(waitsFor).keySet();
          assertThat(services.keySet()).as("what %s waits for", name).containsAll(names(names));
        });
  }

  @Test
  void every_volume_that_is_used_is_declared() {
    Set<String> declared = map(file.getOrDefault("volumes", "")).keySet();
    services.forEach(
        (name, service) -> {
          if (map(service).getOrDefault("volumes", "") instanceof List<?> used) {
            assertThat(names(used))
                .as("volumes of %s", name)
                .allMatch(
                    volume -> volume.startsWith("/") || declared.contains(volume.split(":", 2)[0]));
          }
        });
  }

  @Test
  void every_program_of_ours_is_a_class_of_its_module() {
    services.forEach(
        (name, service) -> {
          if ("fencepost".equals(map(service).getOrDefault("image", ""))) {
            List<String> command = names((List<?>) map(service).getOrDefault("command", ""));
            assertThat(
                    root.folder()
                        .resolve(command.get(0))
                        .resolve("src/main/java")
                        .resolve(command.get(1).replace('.', '/') + ".java"))
                .as("the program of %s", name)
                .exists();
          }
        });
  }

  @Test
  void every_image_names_its_version_and_every_port_is_published_on_the_loopback_only() {
    services.forEach(
        (name, service) -> {
          String image = (String) map(service).getOrDefault("image", "");
          if (!image.equals("fencepost")) {
            assertThat(image).as("the image of %s", name).matches("[a-z/]+:[0-9][\\w.-]*");
          }
          if (map(service).getOrDefault("ports", "") instanceof List<?> ports) {
            assertThat(names(ports)).allMatch(port -> port.startsWith("127.0.0.1:"));
          }
        });
  }

  private Map<String, Object> read() {
    try {
      LoadSettings merging = LoadSettings.builder().setSchema(new CoreSchema()).build();
      return map(
          new Load(merging)
              .loadFromString(Files.readString(root.folder().resolve("docker/compose.yaml"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> names(Collection<?> values) {
    return values.stream().map(Object::toString).toList();
  }

  @SuppressWarnings("unchecked") // Keys of a compose file are text.
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }
}
