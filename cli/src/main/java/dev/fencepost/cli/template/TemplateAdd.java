package dev.fencepost.cli.template;

import dev.fencepost.cli.DatabaseCommand;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.session.Session;
import dev.fencepost.core.detection.DetectionSettings;
import dev.fencepost.engine.job.ScanSpecification;
import dev.fencepost.engine.job.ScanTemplates;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "add",
    description = "Adds a scan template; adding the same one again changes nothing.",
    footer = {
      "%nExamples:",
      "  fencepost template add nightly docs hr",
      "  fencepost template add europe hr --phone-region DE --phone-region FR"
    })
public final class TemplateAdd extends DatabaseCommand {

  @Parameters(index = "0", paramLabel = "NAME", description = "Its name from now on.")
  private String name = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "DATASOURCE",
      description = "What it scans.")
  private List<String> datasources = List.of();

  @Option(
      names = "--phone-region",
      paramLabel = "COUNTRY",
      description = "An ISO code whose national phone numbers are recognised. Repeatable.")
  private List<String> phoneRegions = List.of();

  public TemplateAdd(Session session) {
    super(session);
  }

  @Override
  protected void run() {
    new ScanTemplates(database()).add(name, new ScanSpecification(datasources, detection()));
    terminal()
        .say("scan template '" + name + "' is there; start it with: fencepost scan start " + name);
  }

  private DetectionSettings detection() {
    try {
      return new DetectionSettings(Map.of(), phoneRegions);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }
}
