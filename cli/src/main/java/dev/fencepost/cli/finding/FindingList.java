package dev.fencepost.cli.finding;

import dev.fencepost.cli.DatabaseCommand;
import dev.fencepost.cli.output.Listing;
import dev.fencepost.cli.output.OutputOption;
import dev.fencepost.cli.session.Session;
import dev.fencepost.engine.review.FindingCatalog;
import dev.fencepost.engine.review.FindingFilter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    description = "Lists findings by their id.",
    footer = {
      "%nExamples:",
      "  fencepost findings list --type US_SSN --datasource hr",
      "  fencepost findings list --path exports/ --limit 20 -o json"
    })
public final class FindingList extends DatabaseCommand {

  @Mixin private OutputOption output = new OutputOption();

  @Option(names = "--type", paramLabel = "TYPE", description = "Only this type, such as US_SSN.")
  private @Nullable String type;

  @Option(names = "--datasource", paramLabel = "NAME", description = "Only this data source.")
  private @Nullable String datasource;

  @Option(names = "--path", paramLabel = "PREFIX", description = "Only objects that begin so.")
  private @Nullable String path;

  @Option(
      names = "--limit",
      paramLabel = "COUNT",
      defaultValue = "100",
      description = "At most so many (default: ${DEFAULT-VALUE}).")
  private int limit;

  public FindingList(Session session) {
    super(session);
  }

  @Override
  protected void run() {
    FindingFilter filter = new FindingFilter(type, datasource, path);
    output.print(
        terminal(),
        Listing.of(new FindingCatalog(database()).list(filter, limit))
            .with("id", row -> row.finding().id())
            .with("info_type", row -> row.finding().infoType())
            .with("confidence", row -> row.finding().confidence())
            .with("match_count", row -> row.finding().matchCount())
            .with("datasource", row -> row.finding().datasource())
            .with("object_path", row -> row.finding().objectPath())
            .with("field", row -> row.finding().field())
            .with("labels", row -> row.finding().labels())
            .with("discovered_at", row -> row.finding().discoveredAt()));
  }
}
