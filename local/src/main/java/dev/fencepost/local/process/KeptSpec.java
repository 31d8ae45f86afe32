package dev.fencepost.local.process;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * All that is needed to start a process again, in a file beside its record. A process that has this
 * file is kept. Only the owner may read it, because it holds the environment.
 */
record KeptSpec(Path folder, String name) {

  private static final String PRIVILEGE = "privilege.";
  private static final String COMMAND = "command.";
  private static final String ENVIRONMENT = "environment.";
  private static final String FACT = "fact.";

  boolean exists() {
    return Files.exists(file());
  }

  void write(ChildSpec spec) {
    Properties text = new Properties();
    text.setProperty("name", spec.name());
    putAll(text, PRIVILEGE, spec.privileges());
    putAll(text, COMMAND, spec.command());
    putAll(text, ENVIRONMENT, spec.environment());
    putAll(text, FACT, spec.facts());
    text.setProperty("lifetime", spec.lifetime().name());
    text.setProperty("stop_signal", spec.stopSignal());
    Path part = folder.resolve(name + ".start.part");
    try {
      Files.deleteIfExists(part);
      Files.createFile(
          part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try (Writer out = Files.newBufferedWriter(part)) {
        text.store(out, null);
      }
      Files.move(part, file(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + part, e);
    }
  }

  /**
   * Empty when the process is not kept.
   *
   * @throws IllegalArgumentException when the file is damaged
   */
  Optional<ChildSpec> read() {
    Properties text = new Properties();
    try (Reader in = Files.newBufferedReader(file())) {
      text.load(in);
    } catch (NoSuchFileException notKept) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file(), e);
    }
    return Optional.of(
        new ChildSpec(
            text.getProperty("name", name),
            list(text, PRIVILEGE),
            list(text, COMMAND),
            map(text, ENVIRONMENT),
            map(text, FACT),
            Lifetime.valueOf(text.getProperty("lifetime", "")),
            text.getProperty("stop_signal", "TERM")));
  }

  void delete() {
    try {
      Files.deleteIfExists(file());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + file(), e);
    }
  }

  private Path file() {
    return folder.resolve(name + ".start");
  }

  private static void putAll(Properties text, String prefix, List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      text.setProperty(prefix + i, words.get(i));
    }
  }

  private static void putAll(Properties text, String prefix, Map<String, String> all) {
    all.forEach((key, value) -> text.setProperty(prefix + key, value));
  }

  private static List<String> list(Properties text, String prefix) {
    List<String> words = new ArrayList<>();
    String word = text.getProperty(prefix + 0);
    while (word != null) {
      words.add(word);
      word = text.getProperty(prefix + words.size());
    }
    return words;
  }

  private static Map<String, String> map(Properties text, String prefix) {
    Map<String, String> all = new LinkedHashMap<>();
    for (String key : text.stringPropertyNames()) {
      if (key.startsWith(prefix)) {
        all.put(key.substring(prefix.length()), text.getProperty(key, ""));
      }
    }
    return all;
  }
}
