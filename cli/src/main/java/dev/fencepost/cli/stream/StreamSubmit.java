package dev.fencepost.cli.stream;

import dev.fencepost.cli.DatabaseCommand;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.session.Session;
import dev.fencepost.engine.supervise.LandingWishes;
import dev.fencepost.flink.FlinkJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "submit",
    description = {
      "Brings the landing job to a Flink cluster and waits until it runs.",
      "It goes on where the database stands; the cluster must reach database and Kafka.",
      "From then on a coordinator that has the jar submits it again when it is gone."
    },
    footer = {
      "%nExamples:",
      "  fencepost stream submit",
      "  fencepost stream submit --flink http://flink:8081 --kafka kafka:9092 \\",
      "      --db-url jdbc:yugabytedb://db:5433/fencepost --db-password-env DB_PASSWORD"
    })
public final class StreamSubmit extends DatabaseCommand {

  @Option(
      names = "--jar",
      paramLabel = "FILE",
      description = "The job's jar (default: the one that was built).")
  private @Nullable Path jar;

  @Option(
      names = "--savepoint",
      paramLabel = "PATH",
      description = "A savepoint to begin from; not needed, the database knows the positions.")
  private @Nullable String savepoint;

  @Option(
      names = "--db-password-env",
      paramLabel = "NAME",
      description = "The cluster's own variable that holds the database password.")
  private @Nullable String passwordVariable;

  @Option(names = "--parallelism", paramLabel = "COUNT", description = "Subtasks of the job.")
  private @Nullable Integer parallelism;

  public StreamSubmit(Session session) {
    super(session);
  }

  @Override
  protected void run() {
    LandingJob landing = LandingJob.on(addresses().flink());
    Optional<FlinkJob> live = landing.live();
    if (live.isPresent()) {
      throw CommandFailure.failed(
          "the landing job runs already as "
              + live.get().id()
              + "; stop it with 'fencepost stream stop'");
    }
    if (jar != null && !Files.isReadable(jar)) {
      throw CommandFailure.notFound("there is no readable file " + jar);
    }
    Path chosen = jar == null ? LandingJob.jar() : jar;
    List<String> arguments =
        LandingJob.arguments(addresses().databaseSettings(), addresses().kafka(), more());
    String id =
        landing.wished(
            new LandingWishes(database()),
            arguments,
            session().actor(),
            () -> landing.submit(chosen, arguments, savepoint));
    terminal().data(id);
    terminal().say("the landing job runs; see " + addresses().flink());
  }

  private List<String> more() {
    List<String> more = new ArrayList<>();
    if (passwordVariable != null) {
      more.addAll(List.of("--db-password-env", passwordVariable));
    }
    if (parallelism != null) {
      more.addAll(List.of("--parallelism", parallelism.toString()));
    }
    return more;
  }
}
