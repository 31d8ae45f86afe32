package dev.fencepost.cli.template;

import dev.fencepost.cli.DatabaseCommand;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.session.Session;
import dev.fencepost.core.detection.DetectionSettings;
import dev.fencepost.engine.job.ScanSpecification;
import dev.fencepost.engine.job.ScanTemplates;
import dev.fencepost.engine.template.TemplateBatch;
import dev.fencepost.engine.template.TemplateFile;
import dev.fencepost.engine.template.TemplateFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "add",
    description = {
      "Adds scan templates; adding the same one again changes nothing.",
      "",
      "One word is a YAML file, or a folder of such. Several words are a template's name and the"
          + " data sources that it scans."
    },
    footer = {
      "%nExamples:",
      "  fencepost template add examples/templates/nightly.yaml",
      "  fencepost template add nightly.yaml --replace",
      "  fencepost template add nightly docs hr",
      "  fencepost template add europe hr --phone-region DE --phone-region FR"
    })
public final class TemplateAdd extends DatabaseCommand {

  @Parameters(index = "0", paramLabel = "FILE|NAME", description = "A file, or a template's name.")
  private String first = "";

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "DATASOURCE",
      description = "After a name: what it scans.")
  private List<String> datasources = List.of();

  @Option(
      names = "--phone-region",
      paramLabel = "COUNTRY",
      description =
          "After a name: an ISO code whose national phone numbers are recognised. Repeatable.")
  private List<String> phoneRegions = List.of();

  @Option(
      names = "--replace",
      description = "Put it in the place of another one of its name. What runs stays the same.")
  private boolean replace;

  public TemplateAdd(Session session) {
    super(session);
  }

  @Override
  protected void run() {
    if (!datasources.isEmpty()) {
      add(first, new ScanSpecification(datasources, detection()));
      return;
    }
    if (!phoneRegions.isEmpty()) {
      throw CommandFailure.usage("a file says its phone_regions itself");
    }
    files(Path.of(first)).forEach(file -> add(file.name(), file.specification()));
  }

  private void add(String name, ScanSpecification specification) {
    ScanTemplates templates = new ScanTemplates(database());
    if (replace) {
      templates.replace(name, specification);
    } else {
      templates.add(name, specification);
    }
    terminal()
        .say("scan template '" + name + "' is there; start it with: fencepost scan start " + name);
  }

  private List<TemplateFile> files(Path path) {
    if (!Files.exists(path)) {
      throw CommandFailure.notFound(
          "there is no file " + path + "; after a template's name its data sources follow");
    }
    TemplateBatch batch = TemplateFiles.read(List.of(path));
    if (!batch.isValid()) {
      batch.problems().forEach(problem -> terminal().note(problem.toString()));
      int count = batch.problems().size();
      throw CommandFailure.usage(
          count + (count == 1 ? " problem" : " problems") + "; no template is added");
    }
    if (batch.templates().isEmpty()) {
      throw CommandFailure.notFound("there is no template in " + path);
    }
    return batch.templates();
  }

  private DetectionSettings detection() {
    try {
      return new DetectionSettings(Map.of(), phoneRegions);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }
}
