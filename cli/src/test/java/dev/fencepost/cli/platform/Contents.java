package dev.fencepost.cli.platform;

import dev.fencepost.core.detection.InfoType;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is in each object of a data source, whatever was done to it. */
final class Contents {

  /** Keeps a worker busy for some seconds, and holds one finding at its end. */
  static final String LARGE = "bulk/large.txt";

  private final Map<String, Map<InfoType, Long>> truth;

  /**
   * @param sample what is in each object but the large one
   */
  Contents(Map<String, Map<InfoType, Long>> sample) {
    truth = new TreeMap<>(sample);
    truth.put(LARGE, Map.of(InfoType.US_SSN, 1L));
  }

  /**
   * Writes the large object; of an object 64 megabytes are read.
   *
   * @param lines of 56 bytes
   */
  static void writeLarge(Path file, int lines) throws IOException {
    try (BufferedWriter text = Files.newBufferedWriter(file)) {
      for (int line = 0; line < lines; line++) {
        text.write("Line " + line + " says nothing, at some length, about nobody.\n");
      }
      text.write("ssn: 512-34-5678\n");
    }
  }

  Set<String> keys() {
    return new TreeSet<>(truth.keySet());
  }

  /** For each object and type, how many values there are: the three with blanks between. */
  Set<String> found() {
    Set<String> found = new TreeSet<>();
    truth.forEach(
        (key, types) -> types.forEach((type, count) -> found.add(key + " " + type + " " + count)));
    return found;
  }

  /** The objects in which there is something of this type. */
  Set<String> objectsWith(InfoType type) {
    Set<String> keys = new TreeSet<>();
    truth.forEach(
        (key, types) -> {
          if (types.containsKey(type)) {
            keys.add(key);
          }
        });
    return keys;
  }

  /** The objects in which there is anything. */
  List<String> withFindings() {
    return truth.keySet().stream().filter(this::holdsSomething).toList();
  }

  List<String> withFindings(String folder) {
    return below(folder).stream().filter(this::holdsSomething).toList();
  }

  private boolean holdsSomething(String key) {
    return !truth.getOrDefault(key, Map.of()).isEmpty();
  }

  List<String> below(String folder) {
    return truth.keySet().stream().filter(key -> key.startsWith(folder + "/")).toList();
  }

  void forget(Collection<String> keys) {
    truth.keySet().removeAll(keys);
  }

  void rename(String key, String newKey) {
    Map<InfoType, Long> values = truth.remove(key);
    truth.put(newKey, values == null ? Map.of() : values);
  }
}
