package dev.fencepost.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.local.home.Home;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveMakerIT {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Path folder;
  private final List<Process> makers = new ArrayList<>();

  ArchiveMakerIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @AfterEach
  void end() {
    makers.forEach(Process::destroyForcibly);
  }

  @Test
  void who_stops_all_of_a_home_stops_its_maker_and_no_other() throws Exception {
    Home home = new Home(folder.resolve("home"));
    Process own = maker("own", home);
    Process other = maker("other", new Home(folder.resolve("other home")));

    new ProcessTable(home).stopAll();

    assertThat(own.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
    assertThat(other.isAlive()).isTrue();
  }

  /** It waits for a server that goes on naming its classes. */
  private Process maker(String name, Home home) throws IOException {
    Path archives = Files.createDirectories(folder.resolve(name));
    Files.writeString(archives.resolve("some.Main-1" + ClassArchive.CLASS_PATH), "");
    Path list = Files.writeString(archives.resolve("some.Main-1.1" + ClassArchive.LIST), "");
    Files.setLastModifiedTime(list, FileTime.from(Instant.now().plusSeconds(600)));
    List<String> command = new ArrayList<>(JavaProgram.java());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(ArchiveMaker.class.getName(), archives.toString()));
    command.add(home.folder().toString());
    Process maker = new ProcessBuilder(command).redirectOutput(Redirect.DISCARD).start();
    makers.add(maker);
    Wait.until(() -> Files.exists(archives.resolve("lock")), LIMIT);
    assertThat(maker.isAlive()).isTrue();
    return maker;
  }
}
