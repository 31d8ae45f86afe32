package dev.fencepost.policy.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.core.finding.ObjectAttributes;
import dev.fencepost.policy.yaml.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyFilesTest {

  private static final String MINIMAL =
      """
      apiVersion: fencepost/v1
      kind: Policy
      metadata: {name: minimal}
      spec: {severity: low, condition: 'true'}
      """;

  @Test
  void a_minimal_policy_streams_and_has_no_labels_or_tests() {
    PolicyBatch batch = parse(MINIMAL);
    assertThat(batch.problems()).isEmpty();
    PolicyFile policy = batch.policies().get(0);
    assertThat(policy.name()).isEqualTo("minimal");
    assertThat(policy.severity()).isEqualTo(Severity.LOW);
    assertThat(policy.requiresStreamingUpdates()).isTrue();
    assertThat(policy.labels()).isEmpty();
    assertThat(policy.tests()).isEmpty();
    assertThat(policy.condition().source()).isEqualTo("true");
  }

  @Test
  void a_test_fills_what_it_leaves_out_with_neutral_values() {
    PolicyBatch batch =
        parse(MINIMAL.replace("'true'", "'true', tests: [{name: t, finding: {}, matches: true}]"));
    assertThat(batch.policies().get(0).tests())
        .containsExactly(
            new PolicyTest(
                "t",
                new Finding("", "", 1.0, 1, "", "", "", "", Map.of(), Instant.EPOCH),
                true,
                4));
  }

  @Test
  void a_test_may_give_the_object_and_its_data_source() {
    PolicyBatch batch =
        parse(
            MINIMAL.replace(
                "'true'",
                """
                'true', tests: [{name: t, matches: true, finding: {owner: hr, region: eu, object: {
                  size: 10, type: text/csv, owner: ana, modified_at: "2020-01-31T12:00:00+01:00",
                  labels: {storage_class: cold}}}}]"""));
    assertThat(batch.problems()).isEmpty();
    Finding finding = batch.policies().get(0).tests().get(0).finding();
    assertThat(finding.owner()).isEqualTo("hr");
    assertThat(finding.region()).isEqualTo("eu");
    assertThat(finding.object())
        .isEqualTo(
            new ObjectAttributes(
                10,
                "text/csv",
                "ana",
                Instant.parse("2020-01-31T11:00:00Z"),
                Map.of("storage_class", "cold")));
  }

  @Test
  void what_is_wrong_with_the_object_of_a_test_is_reported() {
    PolicyBatch batch =
        parse(
            MINIMAL.replace(
                "'true'",
                """
                'true', tests: [{name: t, matches: true, finding: {object: {
                  sise: 1, size: -1, type: 1, modified_at: now, labels: {a: 1}}}},
                  {name: u, matches: true, finding: {object: big, ownr: hr}}]"""));
    assertThat(batch.problems())
        .extracting(problem -> problem.message() + " (" + problem.suggestion() + ")")
        .containsExactlyInAnyOrder(
            "unknown key sise in a test's object (did you mean size?)",
            "object.size must be a whole number, 0 or more ()",
            "object.type must be a text (put it in quotes)",
            "object.modified_at must be a time (such as 2026-01-31T12:00:00Z)",
            "object.labels.a must be a text (put it in quotes)",
            "a test's object must be a mapping of keys to values ()",
            "unknown key ownr in a test's finding (did you mean owner?)");
  }

  @Test
  void tests_pass_or_say_what_was_expected() {
    PolicyBatch batch =
        parse(
            MINIMAL.replace(
                "'true'",
                """
                'finding.labels.x == "1"', tests: [
                  {name: right, finding: {labels: {x: "1"}}, matches: true},
                  {name: wrong, finding: {labels: {x: "2"}}, matches: true},
                  {name: missing, finding: {}, matches: true}]"""));
    List<PolicyTestResult> results = batch.policies().get(0).runTests();
    assertThat(results).extracting(PolicyTestResult::passed).containsExactly(true, false, false);
    assertThat(results)
        .extracting(PolicyTestResult::message)
        .containsExactly(
            "expected a match: it matched",
            "expected a match: it did not match",
            "expected a match: it did not match, since there is no label x");
  }

  @Test
  void every_problem_of_every_file_is_reported_with_its_place() {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    contents.put(
        "a.yaml",
        bytes(
            """
            apiVersion: fencepost/v2
            kind: Policy
            metadata: {name: Not_A_Name, lables: {}}
            spec:
              severty: high
              condition: finding.infotype == "x"
              requires_streaming_updates: "no"
              tests:
                - {name: t, finding: {confidence: 2, match_count: 0, info_typ: x}, matches: 1}
            """));
    contents.put("b.yaml", bytes("kind: Policy\nkind: Policy\n"));
    assertThat(PolicyFiles.parse(contents).problems())
        .extracting(Problem::toString)
        .contains(
            "a.yaml:1:13: apiVersion must be fencepost/v1",
            "a.yaml:3:30: unknown key lables in metadata (did you mean labels?)",
            "a.yaml:5:3: unknown key severty in spec (did you mean severity?)",
            "a.yaml:5:3: spec lacks the key severity",
            "a.yaml:6:22: finding has no field infotype (did you mean finding.info_type?)",
            "a.yaml:7:31: spec.requires_streaming_updates must be true or false",
            "a.yaml:9:39: confidence must be a number from 0.0 to 1.0",
            "a.yaml:9:55: match_count must be a whole number, 1 or more",
            "a.yaml:9:58: unknown key info_typ in a test's finding (did you mean info_type?)",
            "a.yaml:9:81: a test's matches must be true or false",
            "b.yaml:2:1: duplicate key kind in the policy (it is already given in line 1)",
            "b.yaml:1:1: the policy lacks the key spec")
        .anySatisfy(text -> assertThat(text).startsWith("a.yaml:3:18: metadata.name must be"));
  }

  @Test
  void a_problem_in_a_condition_is_placed_in_every_style_of_scalar() {
    assertThat(placeIn("condition: finding.foo == \"\"")).isEqualTo("5:22");
    assertThat(placeIn("condition: 'finding.id == ''a'' && finding.foo == \"\"'"))
        .isEqualTo("5:46");
    assertThat(placeIn("condition: \"finding.id == \\\"a\\\" && finding.foo == ''\""))
        .isEqualTo("5:46");
    assertThat(placeIn("condition: |\n    true &&\n      finding.foo == ''")).isEqualTo("7:15");
    assertThat(placeIn("condition: >- # why\n\n    true\n    && finding.foo\n    == ''"))
        .isEqualTo("8:16");
    assertThat(placeIn("condition: true &&\n    finding.foo == ''")).isEqualTo("6:13");
  }

  private static String placeIn(String condition) {
    String file =
        "apiVersion: fencepost/v1\nkind: Policy\nmetadata: {name: p}\nspec:\n  "
            + condition
            + "\n  severity: low\n";
    Problem problem = parse(file).problems().get(0);
    assertThat(problem.message()).isEqualTo("finding has no field foo");
    return problem.line() + ":" + problem.column();
  }

  @Test
  void a_file_may_hold_several_policies_but_each_name_only_once_in_all_files() {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    contents.put(
        "a.yaml", bytes(MINIMAL + "---\n" + MINIMAL.replace("minimal", "other") + "---\n"));
    contents.put("b.yaml", bytes(MINIMAL));
    PolicyBatch batch = PolicyFiles.parse(contents);
    assertThat(batch.policies()).extracting(PolicyFile::name).containsExactly("minimal", "other");
    assertThat(batch.problems())
        .extracting(Problem::toString)
        .containsExactly(
            "b.yaml:3:18: duplicate policy name minimal (it is already used at a.yaml:3)");
  }

  @Test
  void a_policy_with_a_problem_is_not_among_the_policies() {
    assertThat(parse(MINIMAL + "extra: 1\n").policies()).isEmpty();
  }

  @Test
  void files_that_are_no_policies_are_one_problem_each() {
    assertThat(onlyProblem(new byte[0])).isEqualTo("the file holds no policy");
    assertThat(onlyProblem(bytes("# nothing\n---\n"))).isEqualTo("the file holds no policy");
    assertThat(onlyProblem(new byte[] {(byte) 0xff})).isEqualTo("the file is not encoded in UTF-8");
    assertThat(onlyProblem(bytes("x".repeat(PolicyFiles.MAX_BYTES + 1)))).contains("larger than");
    assertThat(onlyProblem(bytes("[".repeat(200_000)))).contains("nested too deeply");
    assertThat(onlyProblem(bytes("a: &a [x]\nb: [" + "*a,".repeat(60) + "*a]")))
        .contains("Number of aliases");
    assertThat(onlyProblem(bytes("a: [1"))).startsWith("not valid YAML");
    assertThat(onlyProblem(bytes("hello"))).contains("must be a mapping");
    assertThat(onlyProblem(bytes("&a [*a]"))).contains("must be a mapping");
  }

  private static String onlyProblem(byte[] content) {
    List<Problem> problems = PolicyFiles.parse(Map.of("f", content)).problems();
    assertThat(problems).hasSize(1);
    return problems.get(0).message();
  }

  @Test
  void folders_are_read_in_the_order_of_names_and_unreadable_paths_are_problems(
      @TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("b.yml"), MINIMAL.replace("minimal", "b"));
    Files.writeString(folder.resolve("a.yaml"), MINIMAL.replace("minimal", "a"));
    Files.writeString(folder.resolve("notes.txt"), "not a policy");
    PolicyBatch batch = PolicyFiles.read(List.of(folder, folder.resolve("absent.yaml")));
    assertThat(batch.policies()).extracting(PolicyFile::name).containsExactly("a", "b");
    assertThat(batch.problems())
        .containsExactly(
            new Problem(
                folder.resolve("absent.yaml").toString(), 1, 1, "cannot be read", "no such file"));
  }

  private static PolicyBatch parse(String text) {
    return PolicyFiles.parse(Map.of("p.yaml", bytes(text)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
