package dev.fencepost.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/** What the stack says of itself: by commands where there are any, else by its database. */
record PlatformState(PlatformStack stack) {

  private static final String LARGE_SCOPE =
      """
      FROM tasks
      WHERE datasource = ? AND kind = 'CLASSIFY'
        AND scope_from <= ? AND (scope_to IS NULL OR scope_to > ?)
      """;

  /** From now on it is written down when a task is consumed. */
  void noteConsumed() {
    stack.execute(
        """
        CREATE TABLE consumed (task_id bigint NOT NULL);
        CREATE FUNCTION note_consumed() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          INSERT INTO consumed (task_id) VALUES (NEW.task_id);
          RETURN NULL;
        END $$;
        CREATE TRIGGER note_consumed AFTER UPDATE ON tasks FOR EACH ROW
        WHEN (NEW.status = 'COMPLETED_CONSUMED') EXECUTE FUNCTION note_consumed();
        """);
  }

  /** The worker that reads the large file of a data source for the first time. */
  Optional<String> readerOfLarge(String datasource) {
    return stack
        .texts(
            "SELECT worker_id " + LARGE_SCOPE + " AND status = 'RUNNING' AND attempt = 1",
            datasource,
            Contents.LARGE,
            Contents.LARGE)
        .stream()
        .findFirst();
  }

  /** At how many attempts the task is that reads the large file. */
  int attemptsOfLarge(String datasource) {
    return Integer.parseInt(
        stack
            .texts("SELECT attempt " + LARGE_SCOPE, datasource, Contents.LARGE, Contents.LARGE)
            .get(0));
  }

  /** The coordinator that holds the scan's job of a node group. */
  Optional<String> owner(String scan, String nodeGroup) {
    return stack
        .texts(
            """
            SELECT orchestrator_id FROM jobs
            WHERE master_job_id = ?::bigint AND node_group = ? AND orchestrator_id IS NOT NULL
            """,
            scan,
            nodeGroup)
        .stream()
        .findFirst();
  }

  /** Whether a finding that a policy will match is durable and its task done. */
  boolean hasHistory(String datasource) {
    return !stack
        .texts(
            """
            SELECT finding_id FROM findings JOIN tasks USING (task_id)
            WHERE findings.datasource = ? AND info_type = 'US_SSN'
              AND status = 'COMPLETED_CONSUMED'
            LIMIT 1
            """,
            datasource)
        .isEmpty();
  }

  String status(String scan) {
    return stack.json("job", "show", scan).path("status").asText();
  }

  boolean works(String scan) {
    return !stack
        .texts(
            """
            SELECT task_id FROM tasks JOIN jobs USING (job_id)
            WHERE master_job_id = ?::bigint AND tasks.kind = 'CLASSIFY'
              AND tasks.status = 'RUNNING'
            """,
            scan)
        .isEmpty();
  }

  void everyTaskIsFinalAndConsumedOnce() {
    assertThat(
            stack.texts(
                """
                SELECT task_id || ' ' || status FROM tasks
                WHERE status NOT IN ('COMPLETED', 'COMPLETED_CONSUMED', 'CANCELLED')
                """))
        .isEmpty();
    assertThat(stack.texts("SELECT task_id FROM consumed")).isNotEmpty().doesNotHaveDuplicates();
    assertThat(stack.texts("SELECT reason FROM dead_letters")).isEmpty();
  }

  /** As {@link Contents#found} has it. */
  Set<String> found(String datasource) {
    return new TreeSet<>(
        stack.texts(
            """
            SELECT object_path || ' ' || info_type || ' ' || sum(match_count) FROM findings
            WHERE datasource = ? AND NOT deleted GROUP BY object_path, info_type
            """,
            datasource));
  }

  /** What detectors said of these objects; what is known of the objects themselves is left out. */
  Set<String> detected(String datasource, List<String> objects) {
    return new TreeSet<>(
        stack.texts(
            """
            SELECT finding_id || ' ' || info_type || ' ' || confidence || ' ' || match_count
            FROM findings WHERE datasource = ? AND NOT deleted
              AND object_path IN (SELECT unnest(string_to_array(?, '|')))
            """,
            datasource,
            String.join("|", objects)));
  }

  /** There are these policies, all are exact, and there was something to judge. */
  void verified(String... policies) {
    JsonNode checks = stack.json("policy", "verify", "--all");
    assertThat(checks).hasSize(policies.length);
    assertThat(checks.findValuesAsText("policy")).containsExactlyInAnyOrder(policies);
    for (JsonNode check : checks) {
      assertThat(check.path("checked").asLong()).isPositive();
      for (String kind : List.of("missing", "extra", "stale", "errors")) {
        assertThat(check.path(kind).asLong(-1)).as("%s of %s", kind, check).isZero();
      }
    }
  }

  /** The objects of the results, of which {@code which} says whether they are open or closed. */
  Set<String> objects(String policy, String which, String datasource) {
    return column("object_path", policy, which, datasource);
  }

  /** The objects of the open results, by data source. */
  Map<String, Set<String>> openObjects(String policy) {
    Map<String, Set<String>> objects = new TreeMap<>();
    for (JsonNode result : results(policy, "open")) {
      objects
          .computeIfAbsent(result.path("datasource").asText(), unused -> new TreeSet<>())
          .add(result.path("object_path").asText());
    }
    return objects;
  }

  Set<String> column(String name, String policy, String which, String datasource) {
    return new TreeSet<>(
        StreamSupport.stream(results(policy, which).spliterator(), false)
            .filter(result -> result.path("datasource").asText().equals(datasource))
            .map(result -> result.path(name).asText())
            .toList());
  }

  private JsonNode results(String policy, String which) {
    return stack.json("policy", "results", policy, "--show", which, "--limit", "100000");
  }
}
