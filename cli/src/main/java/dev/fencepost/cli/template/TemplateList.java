package dev.fencepost.cli.template;

import dev.fencepost.cli.DatabaseCommand;
import dev.fencepost.cli.output.Listing;
import dev.fencepost.cli.output.OutputOption;
import dev.fencepost.cli.session.Session;
import dev.fencepost.engine.job.ScanTemplate;
import dev.fencepost.engine.job.ScanTemplates;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "list",
    description = "Lists the scan templates.",
    footer = {"%nExamples:", "  fencepost template list", "  fencepost template list -o json"})
public final class TemplateList extends DatabaseCommand {

  @Mixin private OutputOption output = new OutputOption();

  public TemplateList(Session session) {
    super(session);
  }

  @Override
  protected void run() {
    output.print(
        terminal(),
        Listing.of(new ScanTemplates(database()).list())
            .with("name", ScanTemplate::name)
            .with("datasources", template -> template.specification().datasources())
            .with("selecting", template -> template.specification().selector() != null)
            .with("types", template -> template.specification().detection().types().keySet())
            .with("phone_regions", template -> template.specification().detection().phoneRegions())
            .with("priority", template -> template.specification().priority())
            .with("created_at", ScanTemplate::createdAt));
  }
}
