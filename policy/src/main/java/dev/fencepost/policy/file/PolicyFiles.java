package dev.fencepost.policy.file;

import dev.fencepost.policy.yaml.Problem;
import dev.fencepost.policy.yaml.Report;
import dev.fencepost.policy.yaml.YamlFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads sets of policy files. */
public final class PolicyFiles {

  /** Bytes of one file. */
  public static final int MAX_BYTES = YamlFiles.MAX_BYTES;

  private PolicyFiles() {}

  /**
   * Reads files, and the files {@code *.yaml} and {@code *.yml} that lie directly in folders, in
   * the order of their names. What cannot be read is a problem, not an exception.
   */
  public static PolicyBatch read(List<Path> paths) {
    YamlFiles.Contents contents = YamlFiles.read(paths);
    return parse(contents.byName(), contents.unreadable());
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
      for (PolicyReader.Named named : read(content.getValue(), report)) {
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

  private static List<PolicyReader.Named> read(byte[] content, Report report) {
    List<PolicyReader.Named> policies = new ArrayList<>();
    YamlFiles.text(content, report)
        .ifPresent(
            text -> {
              PolicyReader reader = new PolicyReader(report, new SourceText(text));
              YamlFiles.documents(
                  text, "policy", report, node -> reader.read(node).ifPresent(policies::add));
            });
    return policies;
  }
}
