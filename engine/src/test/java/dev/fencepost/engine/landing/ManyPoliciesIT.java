package dev.fencepost.engine.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.core.landing.Incoming;
import dev.fencepost.core.landing.PartitionBatch;
import dev.fencepost.engine.MigratedDatabase;
import dev.fencepost.engine.fence.Activation;
import dev.fencepost.engine.fence.ActivationRequest;
import dev.fencepost.engine.fence.Fence;
import dev.fencepost.engine.fence.PolicyDraft;
import dev.fencepost.engine.landing.ArmedPolicies.ManyNewPolicies;
import dev.fencepost.engine.record.RecordDecoder;
import dev.fencepost.engine.record.RecordEncoder;
import dev.fencepost.sql.jdbc.Jdbc;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More policies under one fence than a landing compiles while others wait. */
class ManyPoliciesIT {

  private static final int POLICIES = ArmedPolicies.COMPILED_IN_TURN + 10;

  private MigratedDatabase db;
  private Lander lander;

  @BeforeEach
  void open() {
    db = MigratedDatabase.fresh();
    int sourceNo =
        new LandingSources(db.database())
            .open("cluster", "topic", "findings", Map.of(0, new LogRange(0, 0)))
            .sourceNo();
    lander = new Lander(db.database(), sourceNo, "findings");
  }

  @AfterEach
  void close() {
    db.close();
  }

  @Test
  void all_judge_from_the_first_finding_after_their_fence_on() {
    Activation activation = activate("first", 0, POLICIES, 1);

    LandingReport report = lander.land(List.of(finding(0)));

    assertThat(report.generation()).isEqualTo(activation.generation());
    assertThat(report.opened()).isEqualTo(POLICIES);
    assertThat(activation.versions())
        .extracting(Activation.Version::name)
        .containsExactlyElementsOf(IntStream.range(0, POLICIES).mapToObj(n -> "p" + n).toList());
    assertThat(activation.versions()).extracting(Activation.Version::policyId).isSorted();
  }

  @Test
  void an_activation_replaces_those_that_exist_and_adds_the_others() {
    activate("first", 0, POLICIES, 1);
    lander.land(List.of(finding(0)));

    Activation second = activate("second", 1, POLICIES, 2);
    lander.land(List.of(finding(1)));

    assertThat(second.versions().stream().filter(v -> v.version() == 2)).hasSize(POLICIES - 1);
    assertThat(number("SELECT count(*) FROM policy_versions WHERE status = 'REPLACED'"))
        .isEqualTo(POLICIES - 1);
    assertThat(number("SELECT count(*) FROM policies WHERE current_version = 2"))
        .isEqualTo(POLICIES - 1);
    assertThat(number("SELECT count(*) FROM audit_log WHERE action = 'apply'"))
        .isEqualTo(2L * POLICIES);
    assertThat(
            number("SELECT count(*) FROM policy_results WHERE open AND finding_id = 'finding-1'"))
        .isEqualTo(POLICIES + 1);
  }

  @Test
  void they_are_not_compiled_while_others_wait() {
    activate("first", 0, POLICIES, 1);
    ArmedPolicies armed = new ArmedPolicies();

    assertThatThrownBy(() -> db.database().transact("arm", armed::current))
        .isInstanceOfSatisfying(ManyNewPolicies.class, armed::prepare);

    assertThat(db.database().transact("arm", armed::current).policies().policies())
        .hasSize(POLICIES);
    activate("second", POLICIES, ArmedPolicies.COMPILED_IN_TURN, 1);
    assertThat(db.database().transact("arm", armed::current).policies().policies())
        .as("so few are compiled at once")
        .hasSize(POLICIES + ArmedPolicies.COMPILED_IN_TURN);
  }

  /** Policies that match every finding, each with a condition of its own. */
  private Activation activate(String request, int from, int count, int edition) {
    List<PolicyDraft> drafts =
        IntStream.range(from, from + count)
            .mapToObj(
                n ->
                    new PolicyDraft(
                        "p" + n,
                        "finding.match_count < %d".formatted(1_000 * edition + n),
                        true,
                        "high",
                        "",
                        Map.of("n", Integer.toString(n)),
                        n + "-" + edition))
            .toList();
    return new Fence(db.database())
        .activate(new ActivationRequest(request, "test", null, drafts, null));
  }

  private static PartitionBatch finding(long offset) {
    Finding finding =
        new Finding(
            "finding-" + offset,
            "US_SSN",
            0.9,
            1,
            "source",
            "default",
            "path",
            "",
            Map.of(),
            Instant.parse("2026-01-02T03:04:05Z"));
    Incoming record =
        new RecordDecoder().decode(offset, null, new RecordEncoder().finding(finding, null, false));
    return new PartitionBatch(0, offset, offset + 1, List.of(record));
  }

  private long number(String query) {
    return db.database().transact("look", tx -> Jdbc.one(tx, query, row -> row.getLong(1)));
  }
}
