package dev.fencepost.engine.template;

import dev.fencepost.policy.yaml.Problem;
import dev.fencepost.policy.yaml.Report;
import dev.fencepost.policy.yaml.YamlFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads sets of template files, each of which may hold several templates as YAML documents. */
public final class TemplateFiles {

  private TemplateFiles() {}

  /** What cannot be read is a problem, not an exception. */
  public static TemplateBatch read(List<Path> paths) {
    YamlFiles.Contents contents = YamlFiles.read(paths);
    return parse(contents.byName(), contents.unreadable());
  }

  /** Parses contents by the names that problems should call them, in the map's order. */
  public static TemplateBatch parse(Map<String, byte[]> contents) {
    return parse(contents, List.of());
  }

  private static TemplateBatch parse(Map<String, byte[]> contents, List<Problem> unreadable) {
    List<Problem> problems = new ArrayList<>(unreadable);
    List<TemplateFile> templates = new ArrayList<>();
    Map<String, String> places = new HashMap<>();
    contents.forEach(
        (file, bytes) -> {
          Report report = new Report(file);
          TemplateReader reader = new TemplateReader(report);
          YamlFiles.text(bytes, report)
              .ifPresent(
                  text ->
                      YamlFiles.documents(
                          text,
                          "template",
                          report,
                          document ->
                              reader
                                  .read(document)
                                  .filter(template -> isNew(template, document, places, report))
                                  .ifPresent(templates::add)));
          problems.addAll(report.problems());
        });
    return new TemplateBatch(templates, problems);
  }

  private static boolean isNew(
      TemplateFile template, Node document, Map<String, String> places, Report report) {
    String place = report.file() + ":" + Report.lineOf(document);
    String first = places.putIfAbsent(template.name(), place);
    if (first != null) {
      report.add(
          document, "duplicate template name " + template.name(), "it is already used at " + first);
    }
    return first == null;
  }
}
