package dev.fencepost.cli.datasource;

import dev.fencepost.cli.DatabaseCommand;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.session.Session;
import dev.fencepost.discovery.connector.ConnectorException;
import dev.fencepost.engine.job.DataSource;
import dev.fencepost.engine.job.DataSources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "add",
    description = "Adds a data source; adding the same one again changes nothing.",
    footer = {
      "%nExamples:",
      "  fencepost datasource add docs --folder /usr/share/doc",
      "  fencepost datasource add hr --folder /srv/hr --node-group berlin",
      "  fencepost datasource add crm --kind jdbc --set dialect=postgresql --set host=db \\",
      "      --set database=crm --set user=scanner --set password=env:CRM_PASSWORD",
      "  fencepost datasource add reports --kind s3 --set bucket=reports --set region=eu-central-1"
    })
public final class DataSourceAdd extends DatabaseCommand {

  @Parameters(paramLabel = "NAME", description = "Its name from now on.")
  private String name = "";

  @Option(
      names = "--folder",
      paramLabel = "FOLDER",
      description = "A folder to scan with everything below it.")
  private @Nullable Path folder;

  @Option(
      names = "--node-group",
      paramLabel = "GROUP",
      defaultValue = "default",
      description = "Whose workers can reach it (default: ${DEFAULT-VALUE}).")
  private String nodeGroup = "default";

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      defaultValue = "file",
      description = "Which connector reads it (default: ${DEFAULT-VALUE}).")
  private String kind = "file";

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = {
        "A property of the connector; 'datasource kinds' lists them. A secret is a reference:",
        "env:NAME, file:/PATH or vault:PATH#KEY. Repeatable."
      })
  private Map<String, String> properties = new TreeMap<>();

  public DataSourceAdd(Session session) {
    super(session);
  }

  @Override
  protected void run() {
    Map<String, String> configuration = new TreeMap<>(properties);
    if (folder != null) {
      configuration.put("root", readable(folder).toString());
    }
    if (kind.equals("file") && configuration.isEmpty()) {
      throw CommandFailure.usage(
          "nothing says where the data source '"
              + name
              + "' is; name a folder with --folder, or what its kind needs with --set");
    }
    try {
      Connectors.known(home()).check(kind, configuration);
    } catch (ConnectorException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
    DataSource added = new DataSources(database()).add(name, kind, nodeGroup, configuration);
    terminal().say("data source '" + added.name() + "' is there");
  }

  /** A mistyped folder is noticed now and not by a worker later. */
  public static Path readable(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    if (!Files.isDirectory(absolute)) {
      throw CommandFailure.notFound("there is no folder " + absolute);
    }
    if (!Files.isReadable(absolute) || !Files.isExecutable(absolute)) {
      throw CommandFailure.failed(
          "the folder " + absolute + " can not be read by this user; give access or name another");
    }
    return absolute;
  }
}
