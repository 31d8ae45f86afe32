package dev.fencepost.local.process;

import dev.fencepost.local.home.ProjectRoot;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The class path that a module's build wrote down.
 *
 * @param text entries with the system's separator, as the JVM takes them
 */
public record ClassPath(String text) {

  /**
   * The module's own classes, where it has any, and everything it needs at run time.
   *
   * @param module its folder below the project's, for example {@code coordinator}
   * @throws StartFailed when the module was not built
   */
  public static ClassPath ofModule(ProjectRoot root, String module) {
    Path target = root.target(module);
    try {
      String needed = Files.readString(target.resolve("classpath")).strip();
      Path own = target.resolve("classes");
      return new ClassPath(Files.isDirectory(own) ? own + File.pathSeparator + needed : needed);
    } catch (IOException e) {
      throw new StartFailed(
          "the module " + module + " is not built; run mvn package in " + root.folder(), e);
    }
  }
}
