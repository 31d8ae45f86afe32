package dev.fencepost.local.process;

import dev.fencepost.local.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A main class, run by the same Java as this JVM.
 *
 * @param options for the JVM, heap size first of all
 * @param arguments for the main class; shown to everybody, so never a secret
 */
public record JavaProgram(
    ClassPath classPath, String mainClass, List<String> options, List<String> arguments) {

  public JavaProgram {
    options = List.copyOf(options);
    arguments = List.copyOf(arguments);
  }

  /**
   * The command line. The class path goes into a file, because it is too long for a line that
   * anybody could read, and for some systems' limits.
   *
   * @param name of the process, see {@link ChildSpec#name}
   */
  public List<String> command(Home home, String name) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + classPathFile(home.conf(name)));
    command.addAll(
        List.of(
            // One collector thread and small bookkeeping: several JVMs share two processors.
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            // Otherwise a killed JVM leaves a file in the system's temporary folder.
            "-XX:-UsePerfData",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dfile.encoding=UTF-8",
            "-Djava.io.tmpdir=" + home.temporary()));
    command.addAll(options);
    command.add(mainClass);
    command.addAll(arguments);
    return command;
  }

  private Path classPathFile(Path folder) {
    Path file = folder.resolve("class-path.args");
    String quoted = classPath.text().replace("\\", "\\\\").replace("\"", "\\\"");
    try {
      return Files.writeString(file, "-cp\n\"" + quoted + "\"\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
