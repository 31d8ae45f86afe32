package dev.fencepost.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fencepost.cli.CommandRun;
import dev.fencepost.core.detection.InfoType;
import dev.fencepost.local.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two node groups, three coordinators and four workers on one stack. The tests are chapters of one
 * story: each goes on from where the one before ended, because the stack takes long to start.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class PlatformE2E {

  /** A scan in which leases run out, on a machine that does other things too. */
  private static final Duration SCAN_LIMIT = Duration.ofMinutes(3);

  private static final String SCAN_LIMIT_SECONDS = Long.toString(SCAN_LIMIT.toSeconds());

  /** 14 megabytes, which keep a worker busy until it is killed. */
  private static final int LARGE_LINES = 250_000;

  /** Where the bucket is what a worker is frozen at. */
  private static final int SMALL_LINES = 1_000;

  private final Path folder;
  private final Tree west;
  private final Tree east;
  private final Bucket westBucket;
  private final Bucket eastBucket;
  private final PlatformStack stack;
  private final PlatformState state;

  PlatformE2E(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.west = Tree.write(folder.resolve("west"), 3, LARGE_LINES);
    this.east = Tree.write(folder.resolve("east"), 4, SMALL_LINES);
    // The stack waits for its processes most of the time.
    CompletableFuture<Bucket> westObjects = bucket("west", 5);
    CompletableFuture<Bucket> eastObjects = bucket("east", 6);
    this.stack = PlatformStack.start(folder.resolve("home"));
    this.westBucket = westObjects.join();
    this.eastBucket = eastObjects.join();
    this.state = new PlatformState(stack);
  }

  private CompletableFuture<Bucket> bucket(String name, long seed) {
    return CompletableFuture.supplyAsync(
        () -> Bucket.fill(name, folder.resolve(name + "-objects"), seed));
  }

  @AfterAll
  void nothing_is_left_running() {
    List<ChildProcess> processes = stack.processes();
    stack.close();
    assertThat(stack.processes()).isEmpty();
    assertThat(processes)
        .hasSizeGreaterThan(10)
        .anyMatch(process -> process.name().contains("standby"))
        .noneMatch(ChildProcess::isAlive);
  }

  @BeforeAll
  void sources_policies_and_templates_are_told() throws Exception {
    stack.ok("datasource", "add", "records-west", "--folder", west.root().toString());
    stack.ok(
        "datasource",
        "add",
        "records-east",
        "--node-group",
        "east",
        "--folder",
        east.root().toString());
    westBucket.tell(stack, "records-bucket-west", "default");
    eastBucket.tell(stack, "records-bucket-east", "east");
    stack.ok("datasource", "add", "notes", "--folder", PlatformFiles.notes(folder).toString());
    Optional<Music> music = Music.there();
    if (music.isPresent()) {
      music.get().load(stack, "records-music");
    }
    stack.ok("template", "add", PlatformFiles.templates(folder).toString());
    state.noteConsumed();
  }

  @Test
  @Order(1)
  void scan_is_exact_when_coordinators_and_workers_are_killed_and_frozen_in_the_middle()
      throws IOException {
    String scan = stack.ok("scan", "start", "everything", "--reason", "platform test");
    Faults faults = new Faults(stack, state);
    Faults.Frozen frozen = faults.hit(scan);
    stack.await("some history", PlatformStack.LIMIT, () -> state.hasHistory("records-west"));
    stack.ok("policy", "apply", PlatformFiles.policies(folder).toString(), "--reason", "first set");
    faults.thawTheOwner(scan, frozen.coordinator());
    faults.thawTheReader(frozen.worker());
    stack.ok("scan", "watch", scan, "--timeout", SCAN_LIMIT_SECONDS);

    assertThat(state.status(scan)).isEqualTo("COMPLETED");
    assertThat(stack.texts("SELECT node_group FROM jobs WHERE master_job_id = ?::bigint", scan))
        .containsExactlyInAnyOrder("default", "east");
    assertThat(stack.texts("SELECT version FROM jobs WHERE master_job_id = ?::bigint", scan))
        .allSatisfy(version -> assertThat(Integer.parseInt(version)).isGreaterThan(1));
    assertThat(state.attemptsOfLarge("records-west")).isGreaterThan(1);
    assertThat(state.attemptsOfLarge("records-bucket-west")).isGreaterThan(1);
    state.everyTaskIsFinalAndConsumedOnce();
    stack.ok("policy", "watch", "--timeout", SCAN_LIMIT_SECONDS);
    findingsEqualTheTrees();
    assertThat(state.column("origin", "ssn", "open", "records-west"))
        .as("some of it was history at the fence")
        .contains("BACKFILL");
    resultsEqualTheTrees();
  }

  @Test
  @Order(2)
  void tables_of_a_database_are_scanned_like_files() {
    assumeTrue(
        Music.there().isPresent(),
        "the Chinook database is not here; name its script with -Dfencepost.chinook=FILE");

    assertThat(state.found("records-music"))
        .contains("public/customer EMAIL_ADDRESS 59", "public/employee EMAIL_ADDRESS 8");
  }

  @Test
  @Order(3)
  void commands_hold_a_scan_let_it_go_on_and_end_it_within_seconds() throws IOException {
    String scan = stack.ok("scan", "start", "careful");
    stack.await("a task to run", PlatformStack.LIMIT, () -> state.works(scan));

    stack.ok("job", "pause", scan, "--reason", "busy hours");
    awaitStatus(scan, "PAUSED");
    assertThat(state.works(scan)).isFalse();
    refused("is not finished", "job", "retry", scan);

    stack.ok("job", "resume", scan);
    stack.await("a task to run again", PlatformStack.LIMIT, () -> state.works(scan));
    long asked = System.nanoTime();
    stack.ok("job", "cancel", scan, "--reason", "seen enough");
    awaitStatus(scan, "CANCELLED");
    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(30));

    refused("was cancelled; start the scan again instead", "job", "retry", scan);
    refused("cannot be paused", "job", "pause", scan);
    state.everyTaskIsFinalAndConsumedOnce();
    resultsEqualTheTrees();
  }

  @Test
  @Order(4)
  void template_leaves_out_allowed_values_doubtful_ones_and_other_types() {
    stack.ok("scan", "start", "picky", "--watch", "--timeout", SCAN_LIMIT_SECONDS);

    assertThat(state.found("notes"))
        .containsExactlyInAnyOrder("mail.txt EMAIL_ADDRESS 1", "worded.txt US_SSN 1");
  }

  @Test
  @Order(5)
  void rescan_closes_results_of_what_is_gone_renamed_or_no_longer_shared() throws Exception {
    Set<String> goneWithSsn = new TreeSet<>(west.contents().objectsWith(InfoType.US_SSN));
    Set<String> gone = new HashSet<>(west.delete("hr"));
    gone.addAll(west.delete("bulk"));
    gone.addAll(west.rename("crm/export", key -> key.replace(".csv", "-old.csv")));
    gone.addAll(west.move("services", "old-services"));
    List<String> unshared = west.unshare("finance");
    goneWithSsn.retainAll(gone);
    Set<String> goneFromBucket = new TreeSet<>(westBucket.contents().objectsWith(InfoType.US_SSN));
    goneFromBucket.retainAll(westBucket.delete("hr"));
    Set<String> before = state.detected("records-west", unshared);
    List<String> command = new ArrayList<>(List.of("scan", "start", "--datasource"));
    command.addAll(List.of("records-west", "--datasource", "records-bucket-west"));
    Optional<Music> music = Music.there();
    if (music.isPresent()) {
      music.get().drop(stack, "customer");
      command.addAll(List.of("--datasource", "records-music"));
    }

    String scan = stack.ok(command.toArray(String[]::new));
    stack.ok("scan", "watch", scan, "--timeout", SCAN_LIMIT_SECONDS);

    assertThat(state.status(scan)).isEqualTo("COMPLETED");
    findingsEqualTheTrees();
    resultsEqualTheTrees();
    assertThat(state.objects("ssn", "closed", "records-west")).isEqualTo(goneWithSsn);
    assertThat(state.objects("ssn", "closed", "records-bucket-west")).isEqualTo(goneFromBucket);
    assertThat(state.objects("shared", "closed", "records-west"))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(gone.stream(), unshared.stream()).toList());
    assertThat(state.detected("records-west", unshared)).isNotEmpty().isEqualTo(before);
    assertThat(goneWithSsn).isNotEmpty();
    assertThat(goneFromBucket).isNotEmpty();
    if (music.isPresent()) {
      assertThat(state.found("records-music"))
          .contains("public/employee EMAIL_ADDRESS 8")
          .noneMatch(found -> found.startsWith("public/customer "));
    }
    state.everyTaskIsFinalAndConsumedOnce();
  }

  @Test
  @Order(6)
  void landing_job_takes_its_password_from_a_variable_of_its_cluster() throws Exception {
    PasswordRole.create(stack, stack.home());
    stack.ok("stream", "stop");

    CommandRun missing = submit("NO_SUCH_VARIABLE");
    assertThat(missing.exitCode()).as(missing.messages()).isEqualTo(1);
    assertThat(missing.messages()).contains("NO_SUCH_VARIABLE", "is not set on this task manager");
    CommandRun wrong = submit("LANDER_OLD_PASSWORD");
    assertThat(wrong.exitCode()).as(wrong.messages()).isEqualTo(1);
    assertThat(wrong.messages()).contains("does not let lander in").doesNotContain("out of date");
    CommandRun right = submit("LANDER_PASSWORD");
    assertThat(right.exitCode()).as(right.messages()).isZero();
  }

  private CommandRun submit(String variable) {
    return stack.runIn(
        PasswordRole.OF_A_COMMAND, "stream", "submit", "--db-password-env", variable);
  }

  @Test
  @Order(7)
  void finding_of_another_program_is_judged_and_goes_with_its_data_source() throws Exception {
    stack.ok("datasource", "add", "crm", "--kind", "producer");
    JsonNode opened = stack.json("scan", "open", "--datasource", "crm");
    int records = CrmProgram.send(opened);
    stack.ok(
        "scan",
        "close",
        opened.path("scan").asText(),
        "--records",
        Integer.toString(records),
        "--timeout",
        SCAN_LIMIT_SECONDS);

    assertThat(stack.json("findings", "list", "--datasource", "crm").findValuesAsText("id"))
        .containsExactly(CrmProgram.FINDING);
    assertThat(state.objects("shared", "open", "crm")).containsExactly(CrmProgram.OBJECT);
    assertThat(state.column("origin", "shared", "open", "crm")).containsExactly("STREAM");
    state.verified("ssn", "shared");

    stack.ok(
        "datasource",
        "purge",
        "crm",
        "--yes",
        "--reason",
        "contract ended",
        "--timeout",
        SCAN_LIMIT_SECONDS);

    assertThat(stack.json("findings", "list", "--datasource", "crm")).isEmpty();
    assertThat(stack.json("datasource", "list").findValuesAsText("name"))
        .contains("records-east", "records-west")
        .doesNotContain("crm");
    assertThat(state.objects("shared", "open", "crm")).isEmpty();
    assertThat(stack.texts("SELECT object_path FROM objects WHERE datasource = 'crm'")).isEmpty();
    resultsEqualTheTrees();
  }

  @Test
  @Order(8)
  void backfill_that_may_read_on_followers_only_reads_on_the_standby() throws IOException {
    ChildProcess watch = stack.processNamed("backfills");
    stack.freeze(watch);
    Path later = PlatformFiles.laterPolicy(folder);
    stack.ok("policy", "apply", later.toString(), "--reason", "mail too");
    String job = stack.json("backfill", "show").path(0).path("job").asText();

    stack.ok("backfill", "run", job, "--read", "followers", "--timeout", SCAN_LIMIT_SECONDS);
    stack.thaw(watch);

    JsonNode shown = stack.json("backfill", "show", job).path(0);
    assertThat(shown.path("status").asText()).isEqualTo("COMPLETED");
    assertThat(shown.path("reading").asText()).isEqualTo("the standby");
    assertThat(state.objects("mail", "open", "records-bucket-west"))
        .isEqualTo(westBucket.contents().objectsWith(InfoType.EMAIL_ADDRESS));
    state.verified("ssn", "shared", "mail");
  }

  private void awaitStatus(String scan, String wanted) {
    stack.await(
        "scan " + scan + " to be " + wanted,
        PlatformStack.LIMIT,
        () -> state.status(scan).equals(wanted));
  }

  private void refused(String why, String... arguments) {
    CommandRun run = stack.run(arguments);
    assertThat(run.exitCode()).as(run.messages()).isEqualTo(1);
    assertThat(run.messages()).contains(why);
  }

  private void findingsEqualTheTrees() {
    assertThat(state.found("records-west")).isEqualTo(west.contents().found());
    assertThat(state.found("records-east")).isEqualTo(east.contents().found());
    assertThat(state.found("records-bucket-west")).isEqualTo(westBucket.contents().found());
    assertThat(state.found("records-bucket-east")).isEqualTo(eastBucket.contents().found());
  }

  private void resultsEqualTheTrees() throws IOException {
    state.verified("ssn", "shared");
    Map<String, Set<String>> ssn = state.openObjects("ssn");
    Map<String, Set<String>> shared = state.openObjects("shared");
    Map.of(
            "records-west", west.contents(),
            "records-east", east.contents(),
            "records-bucket-west", westBucket.contents(),
            "records-bucket-east", eastBucket.contents())
        .forEach(
            (datasource, contents) ->
                assertThat(ssn.get(datasource))
                    .as(datasource)
                    .isEqualTo(contents.objectsWith(InfoType.US_SSN)));
    assertThat(shared.get("records-west")).isEqualTo(west.sharedObjects());
    assertThat(shared.get("records-east")).isEqualTo(east.sharedObjects());
    // A store says of no object that everybody may read it.
    assertThat(shared).doesNotContainKeys("records-bucket-west", "records-bucket-east");
  }
}
