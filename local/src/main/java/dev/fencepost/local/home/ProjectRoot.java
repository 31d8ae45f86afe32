package dev.fencepost.local.home;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The top folder of the project, where the modules and their class path files lie.
 *
 * @param folder absolute
 */
public record ProjectRoot(Path folder) {

  /**
   * The launcher names the folder in the system property {@code fencepost.root}; tests and tools
   * find it upward from this class's own location.
   *
   * @throws IllegalStateException when neither leads to the project
   */
  public static ProjectRoot find() {
    return Optional.ofNullable(System.getProperty("fencepost.root"))
        .map(Path::of)
        .or(() -> upward(ownLocation()))
        .or(() -> upward(Path.of("").toAbsolutePath()))
        .map(folder -> new ProjectRoot(folder.toAbsolutePath().normalize()))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "the project's folder was not found; set the system property fencepost.root"));
  }

  /** Where the build of {@code module} (for example {@code local/kafka}) leaves its outputs. */
  public Path target(String module) {
    return folder.resolve(module).resolve("target");
  }

  private static Path ownLocation() {
    try {
      return Path.of(ProjectRoot.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a class location that is no path", e);
    }
  }

  private static Optional<Path> upward(@Nullable Path start) {
    for (Path at = start; at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve("local/pom.xml"))
          && Files.isDirectory(at.resolve("core"))) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }
}
