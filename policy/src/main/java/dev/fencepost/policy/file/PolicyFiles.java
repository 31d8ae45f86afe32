package dev.fencepost.policy.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads sets of policy files. */
public final class PolicyFiles {

  /** Bytes of one file. */
  public static final int MAX_BYTES = 1 << 20;

  private PolicyFiles() {}

  /**
   * Reads files, and the files {@code *.yaml} and {@code *.yml} that lie directly in folders, in
   * the order of their names. What cannot be read is a problem, not an exception.
   */
  public static PolicyBatch read(List<Path> paths) {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    List<Problem> unreadable = new ArrayList<>();
    for (Path path : paths) {
      try {
        for (Path file : filesIn(path)) {
          contents.put(file.toString(), bytes(file));
        }
      } catch (IOException e) {
        unreadable.add(new Problem(path.toString(), 1, 1, "cannot be read", reason(e)));
      }
    }
    return parse(contents, unreadable);
  }

  /** Parses contents by the names that problems should call them, in the map's order. */
  public static PolicyBatch parse(Map<String, byte[]> contents) {
    return parse(contents, List.of());
  }

  private static PolicyBatch parse(Map<String, byte[]> contents, List<Problem> unreadable) {
    List<Problem> problems = new ArrayList<>(unreadable);
    List<PolicyFile> policies = new ArrayList<>();
    Map<String, String> places = new LinkedHashMap<>();
    for (Map.Entry<String, byte[]> content : contents.entrySet()) {
      Report report = new Report(content.getKey());
      for (PolicyReader.Named named : PolicyDocuments.read(content.getValue(), report)) {
        String place = report.file() + ":" + Report.lineOf(named.nameNode());
        String first = places.putIfAbsent(named.name(), place);
        if (first == null) {
          named.policy().ifPresent(policies::add);
        } else {
          report.add(
              named.nameNode(),
              "duplicate policy name " + named.name(),
              "it is already used at " + first);
        }
      }
      problems.addAll(report.problems());
    }
    return new PolicyBatch(policies, problems);
  }

  private static List<Path> filesIn(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(PolicyFiles::isYaml).filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static boolean isYaml(Path file) {
    String name = Optional.ofNullable(file.getFileName()).map(Path::toString).orElse("");
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  /** Reads one byte more than is allowed, so that a file that is too long is seen to be. */
  private static byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(MAX_BYTES + 1);
    }
  }

  private static String reason(IOException e) {
    String kind = e.getClass().getSimpleName().replaceAll("Exception$", "");
    return kind.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }
}
