package dev.fencepost.policy.pushdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.policy.condition.Condition;
import dev.fencepost.policy.differential.Corpus;
import dev.fencepost.policy.differential.HostileConditions;
import dev.fencepost.policy.differential.HostileFindings;
import dev.fencepost.testkit.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the SQL selects on a real server, against the verdicts of CEL's own runtime. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PushdownIT {

  private final TestDatabase database = TestDatabase.fresh();
  private final List<Finding> findings = new ArrayList<>();
  private final Connection connection;
  private final FindingsTable table;

  PushdownIT() throws SQLException {
    findings.addAll(Corpus.findings());
    findings.addAll(HostileFindings.from(7, 150));
    connection = database.connect();
    table = new FindingsTable(connection, findings);
  }

  @AfterAll
  void disconnect() throws SQLException {
    connection.close();
    database.close();
  }

  @Test
  void sql_selects_what_cel_selects_on_the_corpus() throws SQLException {
    compare(Corpus.conditions());
  }

  @ParameterizedTest(name = "seed={0}")
  @MethodSource("seeds")
  void sql_selects_what_cel_selects_on_generated_conditions(long seed) throws SQLException {
    compare(HostileConditions.from(seed, 400));
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 2);
  }

  @Tag("exhaustive")
  @ParameterizedTest(name = "seed={0}")
  @MethodSource("manySeeds")
  void sql_selects_what_cel_selects_on_many_generated_conditions(long seed) throws SQLException {
    compare(HostileConditions.from(seed, 2_000));
  }

  static LongStream manySeeds() {
    return LongStream.rangeClosed(100, 130);
  }

  private void compare(List<String> conditions) throws SQLException {
    int exact = 0;
    for (String source : conditions) {
      Condition condition = Condition.compile(source).orElseThrow();
      SqlCondition sql = Pushdown.of(condition, "f");
      Set<String> expected =
          findings.stream()
              .filter(finding -> condition.judge(finding).matches())
              .map(Finding::id)
              .collect(Collectors.toCollection(TreeSet::new));
      Set<String> selected = table.select(sql);
      if (sql.exact()) {
        exact++;
        assertThat(selected).as("%s%n%s", source, sql).isEqualTo(expected);
      } else {
        assertThat(selected).as("%s%n%s", source, sql).containsAll(expected);
      }
    }
    assertThat(exact).as("conditions pushed exactly").isGreaterThan(conditions.size() / 3);
  }
}
