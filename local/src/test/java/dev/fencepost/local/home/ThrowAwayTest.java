package dev.fencepost.local.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThrowAwayTest {

  @Test
  void a_folder_is_empty_and_open_to_the_user_a_server_runs_as() throws IOException {
    Path folder = ThrowAway.folder();
    try {
      assertThat(folder).isEmptyDirectory();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
          .isEqualTo("rwxr-xr-x");
      assertThat(ThrowAway.folder()).isNotEqualTo(folder).satisfies(Folders::delete);
    } finally {
      Folders.delete(folder);
    }
  }

  @Test
  void only_what_a_dead_process_left_is_swept(@TempDir Path parent) throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    long alive = ProcessHandle.current().pid();
    Path left = Files.createDirectory(parent.resolve("fencepost-test-" + dead.pid() + "-1"));
    Files.writeString(left.resolve("file"), "left");
    Path used = Files.createDirectory(parent.resolve("fencepost-test-" + alive + "-1"));
    Path foreign = Files.createDirectory(parent.resolve("fencepost-test-somebodys"));

    ThrowAway.sweep(parent);

    assertThat(left).doesNotExist();
    assertThat(used).exists();
    assertThat(foreign).exists();
  }
}
