package dev.fencepost.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Loads the classes that the file, the argument, names and ends: for {@code
 * -XX:ArchiveClassesAtExit}. It runs nothing of them.
 */
final class ClassPreload {

  private ClassPreload() {}

  public static void main(String[] arguments) throws IOException {
    // Any bytes are text in this one: a killed JVM leaves half a name.
    for (String line : Files.readAllLines(Path.of(arguments[0]), StandardCharsets.ISO_8859_1)) {
      if (!line.startsWith("#") && !line.startsWith("@")) {
        load(line.replace('/', '.'));
      }
    }
  }

  private static void load(String name) {
    try {
      Class.forName(name, false, ClassLoader.getSystemClassLoader());
    } catch (ClassNotFoundException | LinkageError leftOut) {
      // Made at run time, by another loader, or for what is not on this class path.
    }
  }
}
