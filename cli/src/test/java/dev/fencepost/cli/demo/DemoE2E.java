package dev.fencepost.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fencepost.cli.CommandRun;
import dev.fencepost.local.home.Home;
import dev.fencepost.local.process.ProcessTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DemoE2E {

  private final Path folder;

  DemoE2E(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void the_whole_story_is_exact_and_leaves_nothing_running() throws IOException {
    Path documents = Files.createDirectories(folder.resolve("documents"));
    for (int i = 0; i < 20; i++) {
      Files.writeString(documents.resolve("note-" + i + ".txt"), "write to a" + i + "@fence.dev\n");
    }
    Path home = folder.resolve("home");

    Set<ProcessHandle> others = children();

    CommandRun run = CommandRun.of(home, "demo", documents.toString(), "--json");

    assertThat(run.exitCode()).as(run.messages()).isZero();
    JsonNode object = new ObjectMapper().readTree(run.data());
    assertThat(object.fieldNames())
        .toIterable()
        .containsExactly(
            "findings", "policies", "tasks", "dead_letters", "verify", "seconds", "dashboard");
    assertThat(object.path("findings").asLong()).isGreaterThan(100);
    assertThat(object.path("tasks").path("consumed").asLong()).isPositive();
    assertThat(object.path("tasks").path("failed").asLong()).isZero();
    assertThat(object.path("dead_letters").asLong()).isZero();
    for (String kind : List.of("missing", "extra", "stale")) {
      assertThat(object.path("verify").path(kind).asLong(-1)).as(kind).isZero();
    }
    assertThat(sum(object, "by_backfill")).isPositive();
    assertThat(sum(object, "by_stream")).isPositive();
    assertThat(sum(object, "closed")).isPositive();
    assertThat(new ProcessTable(new Home(home)).all()).isEmpty();
    assertThat(children()).isSubsetOf(others);
    try (Stream<Path> files = Files.list(documents)) {
      assertThat(files).hasSize(20);
    }
  }

  /** Those of this JVM; a server that other tests share is one of them. */
  private static Set<ProcessHandle> children() {
    try (Stream<ProcessHandle> children = ProcessHandle.current().children()) {
      return children.filter(ProcessHandle::isAlive).collect(Collectors.toUnmodifiableSet());
    }
  }

  private static long sum(JsonNode object, String key) {
    long sum = 0;
    for (JsonNode policy : object.path("policies")) {
      sum += policy.path(key).asLong();
    }
    return sum;
  }
}
