package dev.fencepost.engine.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.engine.MigratedDatabase;
import dev.fencepost.engine.fence.ActivationRequest;
import dev.fencepost.engine.fence.Fence;
import dev.fencepost.engine.fence.PolicyDraft;
import dev.fencepost.engine.fence.PolicyStateException;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.transaction.Database;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LanguageLevelIT {

  private static final String OLD = "finding.info_type == 'US_SSN'";
  private static final String NEW = OLD + " && finding.object.size > 10";

  private final MigratedDatabase db = MigratedDatabase.fresh();
  private final Database database = Database.connecting(db.settings());

  @AfterEach
  void drop() {
    db.close();
  }

  @Test
  void each_version_has_the_level_that_its_own_condition_needs() throws Exception {
    activate("old", OLD);
    activate("new", NEW);
    assertThat(levels("SELECT language_level FROM policy_versions ORDER BY policy_id"))
        .containsExactly(1, 2);
  }

  @Test
  void a_fence_is_refused_only_to_what_the_landing_job_does_not_understand() throws Exception {
    start();
    landedInLevel(1);
    activate("old", OLD);
    assertThatThrownBy(() -> activate("new", NEW))
        .isInstanceOf(PolicyStateException.class)
        .hasMessageContaining("up to language level 1")
        .hasMessageContaining("upgrade it before applying policies of level 2");
  }

  /** Nothing need land: a partition that stands still would refuse such policies for ever. */
  @Test
  void a_landing_job_that_starts_notes_what_it_understands() throws Exception {
    start();
    landedInLevel(1);
    start();
    activate("new", NEW);
    landedInLevel(3);
    start();
    assertThat(levels("SELECT language_level FROM landing_progress")).containsExactly(3, 3);
  }

  @Test
  void a_topic_that_was_given_up_holds_back_no_fence() throws Exception {
    start();
    landedInLevel(1);
    LandingSources sources = new LandingSources(database);
    sources.accept("cluster", "again", "findings", "test", "recreated");
    sources.open("cluster", "again", "findings", Map.of(0, new LogRange(0, 0)));
    activate("new", NEW);
    assertThat(levels("SELECT language_level FROM landing_progress ORDER BY source_no"))
        .containsExactly(1, 1, 0);
  }

  private void start() {
    new LandingSources(database)
        .open("cluster", "topic", "findings", Map.of(0, new LogRange(0, 0), 1, new LogRange(0, 0)));
  }

  private void landedInLevel(int level) throws Exception {
    try (Connection connection = db.connect()) {
      Jdbc.update(connection, "UPDATE landing_progress SET language_level = ?", level);
    }
  }

  private void activate(String name, String condition) {
    PolicyDraft draft = new PolicyDraft(name, condition, true, "high", "", Map.of(), name);
    new Fence(database).activate(new ActivationRequest(name, "test", null, List.of(draft), null));
  }

  private List<Integer> levels(String sql) throws Exception {
    try (Connection connection = db.connect()) {
      return Jdbc.list(connection, sql, row -> row.getInt(1));
    }
  }
}
