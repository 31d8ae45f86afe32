package dev.fencepost.cli.datasource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fencepost.cli.DatabaseCommand;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.output.Listing;
import dev.fencepost.cli.output.OutputOption;
import dev.fencepost.cli.session.Session;
import dev.fencepost.engine.job.DataSource;
import dev.fencepost.engine.job.DataSources;
import dev.fencepost.local.home.ProjectRoot;
import dev.fencepost.local.process.ClassPath;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "test",
    description = {
      "Opens a data source as a worker on this machine would, and shows its first objects.",
      "Secrets are resolved with this command's own FENCEPOST_CREDENTIALS."
    },
    footer = {
      "%nExamples:",
      "  fencepost datasource test docs",
      "  FENCEPOST_CREDENTIALS='env:HR_*' fencepost datasource test hr --most 3"
    })
public final class DataSourceTest extends DatabaseCommand {

  private static final String MAIN = "dev.fencepost.discovery.probe.ProbeMain";

  @Mixin private OutputOption output = new OutputOption();

  @Parameters(paramLabel = "NAME", description = "A data source's name.")
  private String name = "";

  @Option(
      names = "--most",
      paramLabel = "COUNT",
      defaultValue = "10",
      description = "How many objects to look at (default: ${DEFAULT-VALUE}).")
  private int most = 10;

  public DataSourceTest(Session session) {
    super(session);
  }

  @Override
  protected void run() throws IOException, InterruptedException {
    if (most < 1 || most > 1000) {
      throw CommandFailure.usage("--most must be from 1 to 1000");
    }
    DataSource source = new DataSources(database()).get(name);
    JsonNode answer = look(source);
    List<JsonNode> objects = new ArrayList<>();
    answer.get("objects").forEach(objects::add);
    output.print(
        terminal(),
        Listing.of(objects)
            .with("key", object -> text(object, "key"))
            .with("bytes", object -> text(object, "bytes"))
            .with("content_type", object -> text(object, "content_type"))
            .with("owner", object -> text(object, "owner"))
            .with("modified_at", object -> text(object, "modified_at"))
            .with("problem", object -> text(object, "problem")));
    if (answer.has("failure")) {
      throw CommandFailure.failed(answer.get("failure").asText());
    }
    boolean more = answer.get("more").asBoolean();
    terminal()
        .say(
            "the data source '%s' answers: %d objects seen, %s"
                .formatted(name, objects.size(), more ? "there are more" : "there are no others"));
  }

  private static @Nullable String text(JsonNode object, String field) {
    return object.hasNonNull(field) ? object.get(field).asText() : null;
  }

  /** In a process of its own, because drivers are on the worker's class path only. */
  private JsonNode look(DataSource source) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            "-cp",
            ClassPath.ofModule(ProjectRoot.find(), "discovery").text(),
            MAIN);
    builder.environment().put("FENCEPOST_CONNECTORS", Connectors.folder(home()).toString());
    builder.redirectError(
        terminal().isDebug() ? ProcessBuilder.Redirect.INHERIT : ProcessBuilder.Redirect.DISCARD);
    Process probe = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(probe::destroy, "end-probe"));
    try (OutputStream input = probe.getOutputStream()) {
      description(source).store(input, null);
    }
    byte[] answer = probe.getInputStream().readAllBytes();
    if (probe.waitFor() != 0 || answer.length == 0) {
      throw CommandFailure.failed(
          "the data source could not be tried; --debug shows what the worker's program says");
    }
    return new ObjectMapper().readTree(answer);
  }

  private Properties description(DataSource source) {
    Properties description = new Properties();
    description.setProperty("kind", source.kind());
    description.setProperty("most", Integer.toString(most));
    source.configuration().forEach((key, value) -> description.setProperty("set." + key, value));
    return description;
  }
}
