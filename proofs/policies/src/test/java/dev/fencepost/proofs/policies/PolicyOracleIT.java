package dev.fencepost.proofs.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.policy.condition.Condition;
import dev.fencepost.policy.pushdown.Pushdown;
import dev.fencepost.policy.pushdown.SqlCondition;
import dev.fencepost.testkit.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Three judges over the same pairs of a condition and a finding: CEL's own runtime, which is right
 * by definition, the compiled set, and SQL on a real server.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PolicyOracleIT {

  private static final int CONDITIONS = 320;
  private static final int FINDINGS = 140;

  private final TestDatabase database = TestDatabase.fresh();

  @AfterAll
  void drop() {
    database.close();
  }

  @Test
  void three_judges_agree_on_every_pair() {
    Tally tally = corpus().plus(rounds(LongStream.rangeClosed(1, 5)));
    System.out.println("Policy oracle: " + tally);
    assertThat(tally.pairs()).isGreaterThanOrEqualTo(200_000);
    assertThatSharesAreHealthy(tally);
  }

  /** With {@code mvn -Pexhaustive}. */
  @Tag("exhaustive")
  @Test
  void three_judges_agree_on_ten_million_pairs() {
    long each = (long) CONDITIONS * findings(0).size();
    Tally tally = rounds(LongStream.rangeClosed(1_000, 1_000 + 10_000_000 / each));
    System.out.println("Policy oracle, exhaustive: " + tally);
    assertThat(tally.pairs()).isGreaterThanOrEqualTo(10_000_000);
    assertThatSharesAreHealthy(tally);
  }

  @Test
  void as_a_filter_sql_selects_what_it_says_as_a_column() throws SQLException {
    List<SqlCondition> conditions =
        Corpus.conditions().stream()
            .map(source -> Pushdown.of(Condition.compile(source).orElseThrow(), "f"))
            .toList();
    try (Connection connection = database.connect()) {
      FindingsTable table = new FindingsTable(connection, findings(0));
      List<BitSet> columns = table.select(conditions);
      for (int i = 0; i < conditions.size(); i++) {
        assertThat(table.filter(conditions.get(i)))
            .as("%s", conditions.get(i))
            .isEqualTo(columns.get(i));
      }
    }
  }

  /** A suite whose conditions never match, never fail or never reach SQL would prove little. */
  private static void assertThatSharesAreHealthy(Tally tally) {
    assertThat(tally.exact()).as("exact").isGreaterThan(tally.conditions() / 3);
    assertThat(tally.narrowing()).as("narrowing").isGreaterThan(tally.conditions() / 20);
    assertThat(tally.refused()).as("refused").isGreaterThan(tally.conditions() / 20);
    assertThat(tally.matches()).as("matches").isGreaterThan(tally.pairs() / 5);
    assertThat(tally.misses()).as("misses").isGreaterThan(tally.pairs() / 5);
    assertThat(tally.errors()).as("errors").isGreaterThan(tally.pairs() / 10);
    assertThat(tally.spared()).as("ruled out by SQL").isGreaterThan(tally.pairs() / 5);
  }

  private Tally corpus() {
    List<String> conditions = new ArrayList<>(Corpus.conditions());
    conditions.addAll(LimitConditions.all());
    List<Finding> few = Corpus.findings().subList(0, 4);
    return judged("the corpus", conditions, findings(0))
        .plus(judged("long loops", LimitConditions.longLoops(), few));
  }

  private Tally rounds(LongStream seeds) {
    return seeds
        .parallel()
        .mapToObj(
            seed ->
                judged("seed " + seed, HostileConditions.from(seed, CONDITIONS), findings(seed)))
        .reduce(Tally.NOTHING, Tally::plus);
  }

  private static List<Finding> findings(long seed) {
    List<Finding> findings = new ArrayList<>(Corpus.findings());
    findings.addAll(HostileFindings.from(seed, FINDINGS));
    return findings;
  }

  private Tally judged(String what, List<String> conditions, List<Finding> findings) {
    try (Connection connection = database.connect()) {
      return new Trial(conditions, findings)
          .withCompiledSet()
          .withSql(new FindingsTable(connection, findings));
    } catch (SQLException | AssertionError e) {
      throw new AssertionError(what + ": " + e.getMessage(), e);
    }
  }
}
