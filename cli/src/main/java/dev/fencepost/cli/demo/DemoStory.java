package dev.fencepost.cli.demo;

import dev.fencepost.cli.backfill.BackfillRun;
import dev.fencepost.cli.connection.Addresses;
import dev.fencepost.cli.connection.ConnectionOptions;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.policy.Application;
import dev.fencepost.cli.policy.CatchingUp;
import dev.fencepost.cli.policy.PolicyChange;
import dev.fencepost.cli.policy.PolicyPaths;
import dev.fencepost.cli.scan.ScanProgress;
import dev.fencepost.cli.session.Await;
import dev.fencepost.cli.session.Progress;
import dev.fencepost.cli.session.Session;
import dev.fencepost.cli.session.Terminal;
import dev.fencepost.cli.stack.Stack;
import dev.fencepost.core.detection.DetectionSettings;
import dev.fencepost.core.job.TaskStatus;
import dev.fencepost.discovery.sample.SampleChange;
import dev.fencepost.discovery.sample.SampleTree;
import dev.fencepost.engine.fence.Activation;
import dev.fencepost.engine.job.DataSources;
import dev.fencepost.engine.job.JobBoard;
import dev.fencepost.engine.job.JobSummary;
import dev.fencepost.engine.job.ScanSpecification;
import dev.fencepost.engine.job.ScanTemplates;
import dev.fencepost.engine.job.Scans;
import dev.fencepost.engine.review.FindingCatalog;
import dev.fencepost.engine.review.PolicyCatalog;
import dev.fencepost.engine.verify.Verify;
import dev.fencepost.local.home.ProjectRoot;
import dev.fencepost.policy.file.PolicyFile;
import dev.fencepost.sql.transaction.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The main job from its beginning to its proof. */
final class DemoStory {

  private static final long SEED = 20_261_120;
  private static final String SAMPLE = "sample";
  private static final String DOCUMENTS = "documents";
  private static final String TEMPLATE = "everything";
  private static final Path SYSTEM_DOCUMENTS = Path.of("/usr/share/doc");
  private static final double ENOUGH_HISTORY = 0.3;
  private static final Duration SCAN_LIMIT = Duration.ofMinutes(10);
  private static final Duration BACKFILL_LIMIT = Duration.ofMinutes(5);
  private static final Duration CATCH_UP_LIMIT = Duration.ofMinutes(2);

  private final Terminal terminal;
  private final Path sample;
  private final Addresses addresses;
  private final BackfillRun backfills;
  private final Application application;
  private final Database database;
  private final JobBoard board;

  DemoStory(Session session, Stack stack) {
    // Whatever the environment names, a demo talks to the stack it started.
    this.addresses =
        new Addresses(
            session,
            new ConnectionOptions.Asked(
                stack.database().jdbcUrl(),
                stack.database().user(),
                stack.kafka().bootstrapServers(),
                stack.dashboardUrl()));
    this.terminal = session.terminal();
    this.sample = session.home().temporary().resolve("sample-files");
    this.backfills = new BackfillRun(session, addresses);
    this.application = new Application(terminal, addresses, session.actor());
    this.database = addresses.database();
    this.board = new JobBoard(database);
  }

  /**
   * @param folder what to scan beside the sample; null for the machine's own documentation
   */
  DemoOutcome tell(@Nullable Path folder) throws IOException {
    List<PolicyFile> policies =
        PolicyPaths.readValid(
            terminal, List.of(ProjectRoot.find().folder().resolve("examples/policies")));
    addSources(folder);
    ScanProgress scan = start("demo-scan");
    awaitHistory(scan);
    Activation activation = apply(policies);
    backfills.run(activation.jobId(), BACKFILL_LIMIT);
    scan.await(terminal, SCAN_LIMIT);
    ScanProgress rescan = changeAndRescan();
    rescan.await(terminal, SCAN_LIMIT);
    new CatchingUp(database, terminal).await(List.of(), CATCH_UP_LIMIT);
    return outcome(scan, rescan);
  }

  private void addSources(@Nullable Path folder) throws IOException {
    DataSources sources = new DataSources(database);
    List<String> names = new ArrayList<>();
    try (Progress progress = new Progress(terminal, "writing sample files")) {
      int files = SampleTree.write(sample, SEED).matches().size();
      sources.add(SAMPLE, "file", "default", Map.of("root", sample.toString()));
      names.add(SAMPLE);
      progress.done(files + " files");
    }
    Path documents = folder == null ? SYSTEM_DOCUMENTS : folder;
    if (folder != null || Files.isDirectory(SYSTEM_DOCUMENTS)) {
      sources.add(DOCUMENTS, "file", "default", Map.of("root", documents.toString()));
      names.add(DOCUMENTS);
      terminal.say("  also scanning " + documents);
    }
    new ScanTemplates(database)
        .add(TEMPLATE, new ScanSpecification(names, DetectionSettings.EVERYTHING));
  }

  private ScanProgress start(String requestId) {
    long scan = new Scans(database).startTemplate(requestId, TEMPLATE).masterJobId();
    return new ScanProgress(board, scan);
  }

  /** So much is history when the fence is taken; the rest will be the stream's. */
  private void awaitHistory(ScanProgress scan) {
    try (Progress progress = new Progress(terminal, "scanning, until there is some history")) {
      ScanProgress.Tasks tasks =
          Await.first(
              "the first tasks of scan " + scan.scan() + " to be consumed",
              SCAN_LIMIT,
              () -> {
                List<JobSummary> jobs = scan.jobs();
                ScanProgress.Tasks now = ScanProgress.tasks(jobs);
                progress.at(now.consumed(), now.total(), "");
                boolean over = jobs.stream().allMatch(job -> job.status().isFinal());
                boolean some = in(jobs, TaskStatus.COMPLETED_CONSUMED) > 0;
                return over || (some && now.consumedFraction() >= ENOUGH_HISTORY)
                    ? Optional.of(now)
                    : Optional.empty();
              });
      progress.done(tasks.text());
    }
  }

  private Activation apply(List<PolicyFile> policies) {
    List<PolicyChange> changes = PolicyChange.of(policies, new PolicyCatalog(database).list());
    Activation activation =
        application
            .apply(changes, "demo")
            .orElseThrow(() -> CommandFailure.failed("the example policies were applied before"));
    terminal.say(
        "fence "
            + activation.generation()
            + ": "
            + activation.versions().size()
            + " policies, in the middle of the scan");
    return activation;
  }

  private ScanProgress changeAndRescan() throws IOException {
    SampleChange change = SampleTree.change(sample, SEED);
    terminal.say(
        "changed the sample: "
            + change.cleaned().size()
            + " files cleaned, "
            + change.extended().size()
            + " extended, "
            + change.deleted().size()
            + " deleted, "
            + change.added().size()
            + " added; scanning it again");
    long scan =
        new Scans(database).start("demo-rescan", ScanSpecification.of(SAMPLE)).masterJobId();
    return new ScanProgress(board, scan);
  }

  private DemoOutcome outcome(ScanProgress scan, ScanProgress rescan) {
    List<JobSummary> jobs = Stream.concat(scan.jobs().stream(), rescan.jobs().stream()).toList();
    FindingCatalog findings = new FindingCatalog(database);
    return new DemoOutcome(
        findings.countByType(),
        new PolicyCatalog(database).list(),
        in(jobs, TaskStatus.COMPLETED_CONSUMED),
        in(jobs, TaskStatus.FAILED),
        findings.deadLetters(),
        new Verify(database).all());
  }

  private static long in(List<JobSummary> jobs, TaskStatus status) {
    return jobs.stream().mapToLong(job -> job.tasksIn(status)).sum();
  }
}
