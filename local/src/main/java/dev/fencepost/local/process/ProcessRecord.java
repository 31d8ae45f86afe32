package dev.fencepost.local.process;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What is written down about a started process, so that another JVM finds it.
 *
 * @param startedMillis wall-clock milliseconds since 1970; for display and for the order of
 *     stopping
 * @param command the command line, for display
 * @param facts see {@link ChildSpec#facts}
 * @param restarts how often it was started again after it had died
 */
public record ProcessRecord(
    String name,
    ProcessIdentity identity,
    long startedMillis,
    String stopSignal,
    Path log,
    String command,
    Map<String, String> facts,
    int restarts) {

  private static final String FACT = "fact.";

  static Path fileIn(Path folder, String name) {
    return folder.resolve(name + ".properties");
  }

  /** Readers see the old record or the new one, never half of one. */
  void write(Path folder) {
    Properties text = new Properties();
    text.setProperty("name", name);
    text.setProperty("pid", Long.toString(identity.pid()));
    text.setProperty("began", identity.began());
    text.setProperty("started_millis", Long.toString(startedMillis));
    text.setProperty("stop_signal", stopSignal);
    text.setProperty("log", log.toString());
    text.setProperty("command", command);
    text.setProperty("restarts", Integer.toString(restarts));
    facts.forEach((key, value) -> text.setProperty(FACT + key, value));
    Path part = folder.resolve(name + ".properties.part");
    try {
      try (Writer out = Files.newBufferedWriter(part)) {
        text.store(out, null);
      }
      Files.move(part, fileIn(folder, name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the process record " + part, e);
    }
  }

  /** Empty when there is no such file any more, or it is none of ours. */
  static Optional<ProcessRecord> read(Path file) {
    Properties text = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      text.load(in);
      return Optional.of(from(text));
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    } catch (IllegalArgumentException damaged) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the process record " + file, e);
    }
  }

  private static ProcessRecord from(Properties text) {
    Map<String, String> facts = new LinkedHashMap<>();
    for (String key : text.stringPropertyNames()) {
      if (key.startsWith(FACT)) {
        facts.put(key.substring(FACT.length()), required(text, key));
      }
    }
    return new ProcessRecord(
        required(text, "name"),
        new ProcessIdentity(Long.parseLong(required(text, "pid")), required(text, "began")),
        Long.parseLong(required(text, "started_millis")),
        required(text, "stop_signal"),
        Path.of(required(text, "log")),
        required(text, "command"),
        Map.copyOf(facts),
        Integer.parseInt(text.getProperty("restarts", "0")));
  }

  private static String required(Properties text, String key) {
    String value = text.getProperty(key);
    if (value == null) {
      throw new IllegalArgumentException("the process record lacks " + key);
    }
    return value;
  }
}
