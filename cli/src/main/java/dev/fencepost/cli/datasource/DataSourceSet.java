package dev.fencepost.cli.datasource;

import dev.fencepost.cli.DatabaseCommand;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.session.Session;
import dev.fencepost.engine.job.DataSource;
import dev.fencepost.engine.job.DataSources;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "set",
    description = {
      "Says who answers for a data source and where it is.",
      "",
      "Policies see it as finding.owner and finding.region, from the next scan on."
    },
    footer = {
      "%nExamples:",
      "  fencepost datasource set hr --owner people-team --region eu",
      "  fencepost datasource set hr --region ''"
    })
public final class DataSourceSet extends DatabaseCommand {

  private static final int LONGEST = 200;

  @Parameters(paramLabel = "NAME", description = "The data source.")
  private String name = "";

  @Option(
      names = "--owner",
      paramLabel = "WHO",
      description = "Who answers for it; an empty text for nobody.")
  private @Nullable String owner;

  @Option(
      names = "--region",
      paramLabel = "WHERE",
      description = "Where it is; an empty text for unknown.")
  private @Nullable String region;

  public DataSourceSet(Session session) {
    super(session);
  }

  @Override
  protected void run() {
    if (owner == null && region == null) {
      throw CommandFailure.usage("say what to set, with --owner or --region");
    }
    DataSources sources = new DataSources(database());
    DataSource source = sources.get(name);
    sources.describe(
        name,
        checked(Objects.requireNonNullElse(owner, source.owner())),
        checked(Objects.requireNonNullElse(region, source.region())));
    terminal().say("findings of '" + name + "' bear it from the next scan on");
  }

  private static String checked(String text) {
    if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
      throw CommandFailure.usage(
          "an owner or a region has " + LONGEST + " characters at most and is on one line");
    }
    return text.strip();
  }
}
