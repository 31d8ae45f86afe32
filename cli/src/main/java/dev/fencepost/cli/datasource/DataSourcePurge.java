package dev.fencepost.cli.datasource;

import dev.fencepost.cli.DatabaseCommand;
import dev.fencepost.cli.scan.ScanProgress;
import dev.fencepost.cli.session.ChangeOptions;
import dev.fencepost.cli.session.Session;
import dev.fencepost.engine.job.DataSource;
import dev.fencepost.engine.job.DataSources;
import dev.fencepost.engine.job.JobBoard;
import dev.fencepost.engine.job.MasterJob;
import dev.fencepost.engine.job.Purges;
import dev.fencepost.sql.transaction.Database;
import java.time.Duration;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "purge",
    description = {
      "Removes a data source, its findings and all that is known of its objects.",
      "",
      "Deletions go through Kafka and the landing like all else, so results close and 'policy",
      "verify' stays true; the ids of findings and the history of jobs are kept. Pause programs of",
      "yours that send findings of it first."
    },
    footer = {
      "%nExamples:",
      "  fencepost datasource purge hr --reason 'contract ended'",
      "  fencepost datasource purge hr --yes --no-wait"
    })
public final class DataSourcePurge extends DatabaseCommand {

  @Mixin private ChangeOptions options = new ChangeOptions();

  @Parameters(paramLabel = "NAME", description = "The data source.")
  private String name = "";

  @Option(names = "--no-wait", description = "Do not wait until everything is gone.")
  private boolean noWait;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "3600",
      description = "How long to wait (default: ${DEFAULT-VALUE}).")
  private long timeoutSeconds;

  public DataSourcePurge(Session session) {
    super(session);
  }

  @Override
  protected void run() {
    Database database = database();
    DataSource source = new DataSources(database).get(name);
    if (options.isDryRun()) {
      terminal().say("would purge the data source '" + source.name() + "'");
      return;
    }
    options.confirm("purge the data source '" + source.name() + "' and all its findings?");
    MasterJob purge =
        new Purges(database)
            .start(
                UUID.randomUUID().toString(), source.name(), session().actor(), options.reason());
    terminal().data(Long.toString(purge.masterJobId()));
    if (!noWait) {
      new ScanProgress(new JobBoard(database), purge.masterJobId())
          .await(terminal(), Duration.ofSeconds(timeoutSeconds));
      terminal().say("the data source '" + source.name() + "' is purged");
    }
  }
}
