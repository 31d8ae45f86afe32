package dev.fencepost.local.process;

import dev.fencepost.local.home.ProjectRoot;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The class path that a module's build wrote down.
 *
 * @param text entries with the system's separator, as the JVM takes them
 */
public record ClassPath(String text) {

  /**
   * The module's own classes, where it has any, and everything it needs at run time. Its own are
   * taken from its jar, of which Java starts sooner, when it holds just them.
   *
   * @param module its folder below the project's, for example {@code coordinator}
   * @throws StartFailed when the module was not built
   */
  public static ClassPath ofModule(ProjectRoot root, String module) {
    Path target = root.target(module);
    try {
      ClassPath needed = new ClassPath(Files.readString(target.resolve("classpath")).strip());
      Path classes = target.resolve("classes");
      if (!Files.isDirectory(classes)) {
        return needed;
      }
      Path own = ModuleJar.current(target, classes).orElse(classes);
      return new ClassPath(own + File.pathSeparator + needed.text());
    } catch (IOException e) {
      throw new StartFailed(
          "the module " + module + " is not built; run mvn package in " + root.folder(), e);
    }
  }

  ClassPath with(Path last) {
    return new ClassPath(text + File.pathSeparator + last);
  }

  List<Path> entries() {
    return Stream.of(text.split(File.pathSeparator)).map(Path::of).toList();
  }

  /** Writes the option as the JVM reads it from a file. */
  void writeArguments(Path file) throws IOException {
    String quoted = text.replace("\\", "\\\\").replace("\"", "\\\"");
    Files.writeString(file, "-cp\n\"" + quoted + "\"\n");
  }
}
