package dev.fencepost.cli.datasource;

import dev.fencepost.cli.FencepostCommand;
import dev.fencepost.cli.output.Listing;
import dev.fencepost.cli.output.OutputOption;
import dev.fencepost.cli.session.Session;
import dev.fencepost.discovery.connector.ConnectorProvider;
import dev.fencepost.discovery.connector.Property;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "kinds",
    description = "Lists the kinds of data source that this machine knows, with their properties.",
    footer = {
      "%nExamples:",
      "  fencepost datasource kinds",
      "  fencepost datasource kinds -o json"
    })
public final class DataSourceKinds extends FencepostCommand {

  @Mixin private OutputOption output = new OutputOption();

  public DataSourceKinds(Session session) {
    super(session);
  }

  private record Row(String kind, String property, String value, String description) {

    static Row of(ConnectorProvider kind) {
      return new Row(kind.kind(), "", "", kind.description());
    }

    static Row of(ConnectorProvider kind, Property property) {
      String what = property.secret() ? "reference to a secret" : "text";
      return new Row(
          kind.kind(),
          property.name(),
          property.required() ? what + ", required" : what,
          property.description());
    }
  }

  @Override
  protected void run() {
    List<Row> rows = new ArrayList<>();
    for (ConnectorProvider kind : Connectors.known(home()).providers()) {
      rows.add(Row.of(kind));
      kind.properties().forEach(property -> rows.add(Row.of(kind, property)));
    }
    output.print(
        terminal(),
        Listing.of(rows)
            .with("kind", Row::kind)
            .with("property", Row::property)
            .with("value", Row::value)
            .with("description", Row::description));
  }
}
