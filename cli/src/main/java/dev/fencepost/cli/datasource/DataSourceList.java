package dev.fencepost.cli.datasource;

import dev.fencepost.cli.DatabaseCommand;
import dev.fencepost.cli.output.Listing;
import dev.fencepost.cli.output.OutputOption;
import dev.fencepost.cli.session.Session;
import dev.fencepost.engine.job.DataSource;
import dev.fencepost.engine.job.DataSources;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "list",
    description = "Lists the data sources.",
    footer = {"%nExamples:", "  fencepost datasource list", "  fencepost datasource list -o yaml"})
public final class DataSourceList extends DatabaseCommand {

  @Mixin private OutputOption output = new OutputOption();

  public DataSourceList(Session session) {
    super(session);
  }

  @Override
  protected void run() {
    output.print(
        terminal(),
        Listing.of(new DataSources(database()).list())
            .with("name", DataSource::name)
            .with("kind", DataSource::kind)
            .with("node_group", DataSource::nodeGroup)
            .with("owner", DataSource::owner)
            .with("region", DataSource::region)
            .with("configuration", DataSource::configuration)
            .with("scan_epoch", DataSource::scanEpoch)
            .with("created_at", DataSource::createdAt));
  }
}
