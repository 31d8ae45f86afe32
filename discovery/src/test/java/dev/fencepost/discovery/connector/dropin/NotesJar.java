package dev.fencepost.discovery.connector.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.discovery.connector.ConnectorProvider;
import dev.fencepost.local.home.ProjectRoot;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The example of the documents, compiled as somebody else would, against the interface alone. */
final class NotesJar {

  private static final String SERVICE =
      "META-INF/services/dev.fencepost.discovery.connector.ConnectorProvider";

  /** Compiled once for all tests of this JVM. */
  private static byte @Nullable [] made;

  private NotesJar() {}

  static synchronized void write(Path jar) throws IOException {
    byte[] known = made;
    if (known != null) {
      Files.write(jar, known);
      return;
    }
    make(jar);
    made = Files.readAllBytes(jar);
  }

  private static void make(Path jar) throws IOException {
    Path work = Files.createTempDirectory("fencepost-notes");
    Path source = Files.writeString(work.resolve("NotesProvider.java"), example());
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-cp", spi(), "-d", work.toString(), source.toString());
    assertThat(failed).as("compiling the example of docs/connectors.md").isZero();
    Files.createDirectories(work.resolve(SERVICE).getParent());
    Files.writeString(work.resolve(SERVICE), "org.example.notes.NotesProvider\n");
    Files.delete(source);
    pack(work, jar);
  }

  private static String example() throws IOException {
    String page = Files.readString(ProjectRoot.find().folder().resolve("docs/connectors.md"));
    int begin = page.indexOf("```java\n") + "```java\n".length();
    return page.substring(begin, page.indexOf("```", begin));
  }

  private static String spi() {
    try {
      return Path.of(
              ConnectorProvider.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void pack(Path folder, Path jar) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream packed = new JarOutputStream(out)) {
      for (Path file : files) {
        packed.putNextEntry(new JarEntry(folder.relativize(file).toString()));
        packed.write(Files.readAllBytes(file));
      }
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** Something that looks like a jar of a connector, and is not. */
  static void writeBroken(Path jar) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream packed = new JarOutputStream(out)) {
      packed.putNextEntry(new JarEntry(SERVICE));
      packed.write("org.example.Missing\n".getBytes(StandardCharsets.UTF_8));
    }
  }
}
