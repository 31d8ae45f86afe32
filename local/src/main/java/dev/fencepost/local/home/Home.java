package dev.fencepost.local.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The layout of a local stack's folder.
 *
 * @param folder absolute and normalised; need not exist yet
 */
public record Home(Path folder) {

  public Home {
    folder = folder.toAbsolutePath().normalize();
  }

  /** {@code FENCEPOST_HOME} where it is set, {@code .fencepost} beside the launcher otherwise. */
  public static Home resolve() {
    return Optional.ofNullable(System.getenv("FENCEPOST_HOME"))
        .filter(text -> !text.isBlank())
        .map(text -> new Home(Path.of(text)))
        .orElseGet(() -> new Home(ProjectRoot.find().folder().resolve(".fencepost")));
  }

  /** One log file for each process. */
  public Path logs() {
    return created(folder.resolve("logs"));
  }

  /** One record for each started process. */
  public Path pids() {
    return created(folder.resolve("pids"));
  }

  /** What the named part keeps between two runs. */
  public Path data(String part) {
    return created(folder.resolve("data")).resolve(part);
  }

  /** Generated configuration of the named part, rewritten at each start. */
  public Path conf(String part) {
    return created(folder.resolve("conf").resolve(part));
  }

  /** What the processes keep only while they run. */
  public Path temporary() {
    return created(folder.resolve("tmp"));
  }

  /** Unpacked binaries; may be removed at any time while nothing runs. */
  public Path cache() {
    return created(folder.resolve("cache"));
  }

  /** Removes what killed processes left behind; only while nothing runs. */
  public void clearTemporary() {
    try {
      Folders.delete(folder.resolve("tmp"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clear the temporary folder of " + folder, e);
    }
  }

  private static Path created(Path path) {
    try {
      return Files.createDirectories(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create the folder " + path, e);
    }
  }
}
