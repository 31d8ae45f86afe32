package dev.fencepost.local.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** How servers that are not ours log: to standard output, at a level that stays readable. */
public final class ServerLogging {

  private ServerLogging() {}

  /** The JVM option that points to the configuration, which is written into {@code conf}. */
  public static String option(Path conf) {
    Path file = conf.resolve("logback.xml");
    try (InputStream in = ServerLogging.class.getResourceAsStream("logback.xml")) {
      Files.copy(Objects.requireNonNull(in), file, StandardCopyOption.REPLACE_EXISTING);
      return "-Dlogback.configurationFile=" + file;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
