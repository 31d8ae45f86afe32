package dev.fencepost.cli.datasource;

import dev.fencepost.cli.DatabaseCommand;
import dev.fencepost.cli.output.OutputOption;
import dev.fencepost.cli.session.Session;
import dev.fencepost.discovery.connector.ConnectorException;
import dev.fencepost.discovery.connector.ConnectorFactory;
import dev.fencepost.engine.job.DataSource;
import dev.fencepost.engine.job.DataSources;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "show",
    description = "Shows a data source: its configuration, and whether this machine can read it.",
    footer = {
      "%nExamples:",
      "  fencepost datasource show hr",
      "  fencepost datasource show hr -o yaml"
    })
public final class DataSourceShow extends DatabaseCommand {

  @Mixin private OutputOption output = new OutputOption();

  @Parameters(paramLabel = "NAME", description = "A data source's name.")
  private String name = "";

  public DataSourceShow(Session session) {
    super(session);
  }

  @Override
  protected void run() {
    DataSource source = new DataSources(database()).get(name);
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("name", source.name());
    all.put("kind", source.kind());
    all.put("node_group", source.nodeGroup());
    all.put("owner", source.owner());
    all.put("region", source.region());
    all.put("configuration", new TreeMap<>(source.configuration()));
    all.put("scan_epoch", source.scanEpoch());
    all.put("created_at", source.createdAt());
    ConnectorFactory known = Connectors.known(home());
    try {
      all.put("connector", known.provider(source.kind()).description());
      known.check(source.kind(), source.configuration());
    } catch (ConnectorException e) {
      all.put("problem", e.getMessage());
    }
    output.printOne(terminal(), all);
  }
}
