package dev.fencepost.cli.policy;

import dev.fencepost.cli.DatabaseCommand;
import dev.fencepost.cli.session.Session;
import dev.fencepost.engine.review.PolicyCatalog;
import dev.fencepost.sql.transaction.Database;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "watch",
    description = "Waits until policies are caught up: history judged, nothing left in Kafka.",
    footer = {
      "%nExamples:",
      "  fencepost policy watch",
      "  fencepost policy watch ssn-outside-hr --timeout 600"
    })
public final class PolicyWatch extends DatabaseCommand {

  @Parameters(
      arity = "0..*",
      paramLabel = "POLICY",
      description = "Names of policies (default: all).")
  private List<String> names = List.of();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "3600",
      description = "How long to wait (default: ${DEFAULT-VALUE}).")
  private long timeoutSeconds;

  public PolicyWatch(Session session) {
    super(session);
  }

  @Override
  protected void run() {
    Database database = database();
    PolicyCatalog catalog = new PolicyCatalog(database);
    names.forEach(name -> KnownPolicy.get(catalog, name));
    new CatchingUp(database, terminal()).await(names, Duration.ofSeconds(timeoutSeconds));
  }
}
