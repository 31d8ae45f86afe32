package dev.fencepost.local.process;

import dev.fencepost.local.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
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

  /** For all programs, and for the archives of their classes, which depend on some of them. */
  static final List<String> COMMON =
      List.of(
          // One collector thread and small bookkeeping: several JVMs share two processors.
          "-XX:+UseSerialGC",
          "-Xshare:auto",
          // Otherwise a killed JVM leaves a file in the system's temporary folder.
          "-XX:-UsePerfData");

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
    command.add(executable());
    command.add("@" + classPathFile(home.conf(name)));
    command.addAll(COMMON);
    command.addAll(
        List.of(
            "-XX:+ExitOnOutOfMemoryError",
            "-Dfile.encoding=UTF-8",
            "-Djava.io.tmpdir=" + home.temporary()));
    command.addAll(options);
    command.add(mainClass);
    command.addAll(arguments);
    return command;
  }

  /** A program of this project's own, small and short-lived, up to its class path. */
  static List<String> java() {
    List<String> words = new ArrayList<>(List.of(executable()));
    words.addAll(COMMON);
    words.add("-XX:TieredStopAtLevel=1");
    return words;
  }

  JavaProgram with(ClassPath other, List<String> added) {
    List<String> all = new ArrayList<>(options);
    all.addAll(added);
    return new JavaProgram(other, mainClass, all, arguments);
  }

  private static String executable() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private Path classPathFile(Path folder) {
    Path file = folder.resolve("class-path.args");
    try {
      classPath.writeArguments(file);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
