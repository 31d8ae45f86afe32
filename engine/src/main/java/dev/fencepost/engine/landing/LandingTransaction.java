package dev.fencepost.engine.landing;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.core.finding.FindingVersion;
import dev.fencepost.core.landing.BatchPlan;
import dev.fencepost.core.landing.BatchPlan.Consumed;
import dev.fencepost.core.landing.BatchPlan.Landing;
import dev.fencepost.core.landing.BatchPlan.ObjectLanding;
import dev.fencepost.core.landing.BatchPlan.Place;
import dev.fencepost.core.landing.PartitionBatch;
import dev.fencepost.core.landing.TaskView;
import dev.fencepost.engine.finding.FindingRow;
import dev.fencepost.engine.landing.ArmedPolicies.Armed;
import dev.fencepost.engine.landing.FindingStore.Stored;
import dev.fencepost.engine.landing.ResultStore.Judged;
import dev.fencepost.engine.landing.ResultStore.Match;
import dev.fencepost.engine.landing.TaskStore.Locked;
import dev.fencepost.engine.landing.TaskStore.Source;
import dev.fencepost.policy.condition.Condition;
import dev.fencepost.policy.judge.ArmedPolicy;
import dev.fencepost.sql.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One attempt to land a batch, step by step as the protocol says. */
final class LandingTransaction {

  /** More swept findings than this are swept in transactions of their own. */
  static final int SWEEP_STEP = 5_000;

  private final Connection tx;
  private final int sourceNo;
  private final String topic;
  private final ArmedPolicies policies;
  private final ProgressStore progress;
  private final ObjectStore objects;
  private final FindingStore findings;
  private final ResultStore results;

  LandingTransaction(
      Connection tx, int sourceNo, String topic, ArmedPolicies policies, LandingStores stores) {
    this.tx = tx;
    this.sourceNo = sourceNo;
    this.topic = topic;
    this.policies = policies;
    this.progress = stores.progress();
    this.objects = stores.objects();
    this.findings = stores.findings();
    this.results = stores.results();
  }

  /**
   * Lands what has not landed.
   *
   * @param how depends on what earlier attempts met
   */
  LandingReport land(List<PartitionBatch> batches, Storing how) throws SQLException {
    limitWaiting();
    ProgressStore.Turns turns = progress.take(tx, batches);
    Armed armed = policies.current(tx);
    if (turns.batches().isEmpty()) {
      return LandingReport.ofRecords(0, 0, turns.alreadyLanded(), 0, armed.generation());
    }
    Locked locked = TaskStore.lock(tx, turns.batches());
    List<TaskView> tasks = locked.tasks();
    BatchPlan plan = BatchPlan.of(sourceNo, turns.batches(), tasks, Set.of());
    if (how == Storing.SIFT) {
      Set<Place> refused = RefusedRows.find(tx, plan, findings, objects);
      plan = BatchPlan.of(sourceNo, turns.batches(), tasks, refused);
    }
    LandingReport judged = store(plan, locked.sources(), armed, how);
    DeadLetterStore.add(tx, sourceNo, topic, plan.deadLetters());
    TaskStore.store(tx, tasks, plan);
    progress.advance(tx, turns.batches(), armed.generation(), Condition.LANGUAGE_LEVEL);
    return judged.plus(
        LandingReport.ofRecords(
            turns.batches().stream().mapToLong(batch -> batch.records().size()).sum(),
            plan.deadLetters().size(),
            turns.alreadyLanded(),
            plan.ignored(),
            armed.generation()));
  }

  private LandingReport store(BatchPlan plan, Map<Long, Source> sources, Armed armed, Storing how)
      throws SQLException {
    List<ObjectLanding> told = objects.store(tx, plan.newestObjects());
    List<Landing> newest = new Surroundings(objects).complete(tx, plan, sources);
    Stored stored = findings.store(tx, newest, how);
    List<Match> freshMatches = new ArrayList<>();
    stored.fresh().forEach(landing -> judge(landing, armed, freshMatches));
    List<Match> matches = new ArrayList<>();
    // Only what was there before may have results that are to be closed.
    List<Judged> judgedAnew = new ArrayList<>();
    stored.changed().forEach(landing -> judgedAnew.add(judge(landing, armed, matches)));
    // Findings of this batch carry what is newest already, so none of them is among these.
    List<FindingRow> retold = objects.copyToFindings(tx, told);
    retold.forEach(row -> judgedAnew.add(judge(row, armed, matches)));
    Set<String> swept = new HashSet<>();
    int sweptObjects = 0;
    for (Consumed end : plan.consumed()) {
      if (end.sweep()) {
        Swept gone = sweep(end, sources);
        if (gone.isFull()) {
          throw new SweepTooLarge(end);
        }
        swept.addAll(gone.findings());
        sweptObjects += gone.objects();
        gone.findings().forEach(id -> judgedAnew.add(judgedBy(end, id)));
      }
    }
    // What was stored and swept in one batch is gone.
    if (!swept.isEmpty()) {
      freshMatches.removeIf(match -> swept.contains(match.finding().findingId()));
      matches.removeIf(match -> swept.contains(match.finding().findingId()));
    }
    List<ArmedPolicy> all = armed.policies().policies();
    int closed = results.close(tx, judgedAnew, all, matches);
    int opened = results.openFirst(tx, freshMatches, stored.freshAt());
    opened += results.open(tx, matches);
    return new LandingReport(
        0,
        stored.size(),
        retold.size(),
        (long) (stored.fresh().size() + judgedAnew.size()) * all.size(),
        opened,
        closed,
        0,
        0,
        0,
        swept.size(),
        sweptObjects,
        armed.generation());
  }

  private static Judged judge(Landing landing, Armed armed, List<Match> matches) {
    Finding finding = landing.record().finding();
    Judged one = new Judged(finding.id(), landing.scanEpoch(), landing.record().offset());
    if (!landing.record().deleted()) {
      match(one, finding, armed, matches);
    }
    return one;
  }

  private static Judged judge(FindingRow row, Armed armed, List<Match> matches) {
    FindingVersion version = row.version();
    Judged one = new Judged(row.finding().id(), version.scanEpoch(), version.offset());
    match(one, row.finding(), armed, matches);
    return one;
  }

  private static void match(Judged one, Finding finding, Armed armed, List<Match> matches) {
    for (ArmedPolicy policy : armed.policies().judge(finding).matching()) {
      matches.add(new Match(one, policy));
    }
  }

  /** What one step of a sweep declared gone. */
  private record Swept(List<String> findings, int objects) {

    boolean isFull() {
      return findings.size() == SWEEP_STEP || objects == SWEEP_STEP;
    }
  }

  private Swept sweep(Consumed end, Map<Long, Source> sources) throws SQLException {
    FindingStore.raiseSweptEpoch(tx, end.task());
    List<String> gone = findings.sweep(tx, end, SWEEP_STEP);
    Source source = sources.get(end.task().taskId());
    boolean hasObjects = source != null && source.hasObjects();
    return new Swept(gone, hasObjects ? ObjectStore.sweep(tx, end, SWEEP_STEP) : 0);
  }

  private static Judged judgedBy(Consumed end, String findingId) {
    return new Judged(findingId, end.task().scanEpoch(), end.marker().offset());
  }

  /**
   * One step of a sweep that is too large for its END's transaction. The position stays before the
   * END, so whatever happens the END is read again.
   *
   * @return how much was swept; less than a step of both means that nothing is left
   */
  LandingReport sweepStep(Consumed end) throws SQLException {
    limitWaiting();
    PartitionBatch nothing =
        new PartitionBatch(
            end.task().partition(), end.marker().offset(), end.marker().offset() + 1, List.of());
    ProgressStore.Turns turns = progress.take(tx, List.of(nothing));
    Armed armed = policies.current(tx);
    if (turns.batches().isEmpty()) {
      return LandingReport.nothing(armed.generation());
    }
    Locked locked =
        TaskStore.lock(
            tx,
            List.of(
                new PartitionBatch(
                    nothing.partition(), nothing.from(), nothing.to(), List.of(end.marker()))));
    boolean stillEnds =
        locked.tasks().stream()
            .anyMatch(t -> t.attempt() == end.task().attempt() && !t.status().isFinal());
    if (!stillEnds) {
      return LandingReport.nothing(armed.generation());
    }
    Swept gone = sweep(end, locked.sources());
    List<Judged> judged = gone.findings().stream().map(id -> judgedBy(end, id)).toList();
    int closed = results.close(tx, judged, armed.policies().policies(), List.of());
    return LandingReport.ofSweep(
        closed, gone.findings().size(), gone.objects(), armed.generation());
  }

  /** Lands a range without records; true when that moved the position. */
  boolean pass(PartitionBatch empty) throws SQLException {
    limitWaiting();
    List<PartitionBatch> fresh = progress.take(tx, List.of(empty)).batches();
    for (PartitionBatch rest : fresh) {
      progress.pass(tx, rest);
    }
    return !fresh.isEmpty();
  }

  /**
   * A frozen holder of the turn must not be waited for for ever, nor may this one freeze with it.
   * And everything here is looked up by its key: a plan that reads a whole table, good as it may
   * look at first, would slow landings down with every one that came before.
   */
  private void limitWaiting() throws SQLException {
    Jdbc.execute(
        tx,
        """
        SET LOCAL lock_timeout = '5s'; SET LOCAL idle_in_transaction_session_timeout = '30s';
        SET LOCAL enable_seqscan = off\
        """);
  }
}
