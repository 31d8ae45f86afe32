package dev.fencepost.engine.backfill;

import static dev.fencepost.engine.history.HistoryDatabase.matching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.engine.history.HistoryDatabase;
import dev.fencepost.engine.history.HistoryDatabase.Draft;
import dev.fencepost.engine.history.SeededFindings;
import dev.fencepost.engine.verify.PolicyCheck;
import dev.fencepost.engine.verify.Verify;
import dev.fencepost.sql.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ranges are blocks of a file, and the file may be written anew while a backfill runs. */
final class MovedRangesIT {

  private static final String SSN = "finding.info_type == \"US_SSN\"";

  private final HistoryDatabase history = new HistoryDatabase();
  private final List<Finding> findings = new SeededFindings(7).many(400);
  private BackfillRun run;
  private List<BackfillRange> ranges;

  @BeforeEach
  void plan() {
    history.land(findings);
    run = new BackfillRun(history, history.activate(Draft.streaming("ssn", SSN)));
    ranges = run.plan(50);
    assertThat(ranges).hasSizeGreaterThan(2);
  }

  @AfterEach
  void drop() {
    history.close();
  }

  @Test
  void ranges_whose_findings_moved_are_cut_and_judged_again() throws SQLException {
    BackfillRange first = ranges.get(0);
    List<Candidate> early = run.scan(first);
    run.confirmNatively(ranges.get(1));
    writeAnew();

    assertThatThrownBy(() -> run.confirmNatively(first)).isInstanceOf(RangeMovedException.class);
    assertThatThrownBy(() -> run.scan(first)).isInstanceOf(RangeMovedException.class);
    List<BackfillRange> anew = run.plan(50);

    assertThat(anew).hasSameSizeAs(ranges).doesNotContainAnyElementsOf(ranges);
    assertThat(run.confirm(first, early)).as("by whoever still has the old bounds").isZero();
    assertThat(run.confirmNatively(first)).isZero();
    assertThat(history.ask("SELECT count(*) FROM backfill_ranges WHERE status = 'CONFIRMED'"))
        .isEqualTo("0");
    anew.forEach(run::confirmNatively);
    assertComplete();
  }

  @Test
  void what_was_scanned_before_is_scanned_again_where_it_is_now() throws SQLException {
    BackfillRange first = ranges.get(0);
    List<Candidate> early = run.scan(first);
    assertThat(early).isNotEmpty();
    writeAnew();

    assertThatThrownBy(() -> run.confirm(first, early)).isInstanceOf(RangeMovedException.class);
    for (BackfillRange range : run.plan(50)) {
      run.confirm(range, run.scan(range));
    }
    assertComplete();
  }

  @Test
  void who_took_the_place_of_a_candidate_gets_no_result_for_it() throws SQLException {
    BackfillRange first = ranges.get(0);
    List<Candidate> early = run.scan(first);
    history.land(findings);
    try (Connection connection = history.settings().connect()) {
      Jdbc.execute(connection, "VACUUM findings");
    }
    history.land(new SeededFindings(8).many(1_200).subList(400, 1_200));
    String places =
        early.stream().map(Candidate::place).collect(Collectors.joining("', '", "'", "'"));
    assertThat(history.ask("SELECT count(*) > 0 FROM findings WHERE ctid IN (" + places + ")"))
        .as("others lie where candidates lay")
        .isEqualTo("t");

    assertThat(run.confirm(first, early)).isZero();
    for (BackfillRange range : ranges.subList(1, ranges.size())) {
      run.confirm(range, run.scan(range));
    }
    assertThat(run.complete()).isEqualTo(BackfillCompletion.Outcome.COMPLETE);
    assertThat(new Verify(history.database()).all()).hasSize(1).allMatch(PolicyCheck::isExact);
  }

  @Test
  void candidates_are_found_by_their_places_and_not_by_an_index() throws SQLException {
    BackfillRange first = ranges.get(0);
    List<Candidate> scanned = run.scan(first);
    String lookUps =
        history
            .database()
            .transact(
                "confirm and count",
                tx -> {
                  RangeConfirm.begin(tx, history.database().dialect(), first).write(scanned);
                  return Jdbc.one(
                      tx,
                      """
                      SELECT idx_scan FROM pg_stat_xact_user_tables WHERE relname = 'findings'
                      """,
                      row -> row.getString(1));
                });
    assertThat(lookUps).isEqualTo("0");
  }

  private void writeAnew() throws SQLException {
    try (Connection connection = history.settings().connect()) {
      Jdbc.execute(connection, "CLUSTER findings USING findings_by_object");
    }
  }

  private void assertComplete() {
    assertThat(run.complete()).isEqualTo(BackfillCompletion.Outcome.COMPLETE);
    assertThat(history.open("ssn")).isEqualTo(matching(SSN, findings)).isNotEmpty();
    assertThat(new Verify(history.database()).all()).hasSize(1).allMatch(PolicyCheck::isExact);
  }
}
