package dev.fencepost.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The jar of a module's build, where it holds exactly what was compiled last. */
final class ModuleJar {

  private static final Pattern NAME = Pattern.compile("fencepost-.*(?<!-tests|-sources)\\.jar");

  private ModuleJar() {}

  /**
   * Times tell nothing: a build leaves a jar alone whose content would be the same, and a test of
   * one module compiles without packing.
   *
   * @param target where the jar lies, hundreds of kilobytes large
   * @param classes what it was made of
   */
  static Optional<Path> current(Path target, Path classes) throws IOException {
    List<Path> jars;
    try (Stream<Path> files = Files.list(target)) {
      jars = files.filter(file -> NAME.matcher(file.getFileName().toString()).matches()).toList();
    }
    // After a change of the version there may be two, and none of them is known to be meant.
    return jars.size() == 1 && packed(jars.get(0)).equals(compiled(classes))
        ? Optional.of(jars.get(0))
        : Optional.empty();
  }

  private static Map<String, Long> packed(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.stream()
          .filter(entry -> !entry.isDirectory() && !isOfTheJarItself(entry.getName()))
          .collect(Collectors.toMap(ZipEntry::getName, ZipEntry::getCrc));
    } catch (ZipException beingWritten) {
      return Map.of();
    }
  }

  private static boolean isOfTheJarItself(String name) {
    return name.equals("META-INF/MANIFEST.MF") || name.startsWith("META-INF/maven/");
  }

  private static Map<String, Long> compiled(Path classes) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(classes)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    Map<String, Long> sums = new HashMap<>();
    for (Path file : files) {
      CRC32 sum = new CRC32();
      sum.update(Files.readAllBytes(file));
      sums.put(classes.relativize(file).toString(), sum.getValue());
    }
    return sums;
  }
}
