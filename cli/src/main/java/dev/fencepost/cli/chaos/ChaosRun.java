package dev.fencepost.cli.chaos;

import dev.fencepost.chaos.history.DirectRecords;
import dev.fencepost.chaos.history.FileTree;
import dev.fencepost.chaos.oracle.Audit;
import dev.fencepost.chaos.oracle.KafkaLog;
import dev.fencepost.chaos.oracle.Oracle;
import dev.fencepost.chaos.oracle.Verdict;
import dev.fencepost.chaos.schedule.Fault;
import dev.fencepost.chaos.schedule.Schedule;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.session.Progress;
import dev.fencepost.cli.session.Session;
import dev.fencepost.cli.stack.Stack;
import dev.fencepost.cli.topic.Topics;
import dev.fencepost.local.process.Wait;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.sql.transaction.Database;
import dev.fencepost.sql.transaction.KeptConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** One run on a stack that is up: history and faults, rest, judgement. */
final class ChaosRun {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration REST_LIMIT = Duration.ofMinutes(5);
  private static final long TICK_MILLIS = 100;

  private final Session session;
  private final Stack stack;
  private final Proxies proxies;
  private final Schedule schedule;
  private final FaultInjector injector;
  private final ConnectionSource.Settings direct;

  /** Looked at many times a second, which a connection for each look would be felt by. */
  private final KeptConnection watching;

  private final Database watched;
  private final Recoveries recoveries;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final List<String> done = new ArrayList<>();

  ChaosRun(Session session, Stack stack, Proxies proxies, Schedule schedule) {
    this.session = session;
    this.stack = stack;
    this.proxies = proxies;
    this.schedule = schedule;
    this.injector = new FaultInjector(session.home(), proxies);
    this.direct = stack.settings("fencepost-chaos");
    this.watching = new KeptConnection(direct::connect);
    this.watched = new Database(watching).withPatience(Duration.ZERO);
    this.recoveries = new Recoveries(watched);
  }

  ChaosOutcome run() throws SQLException, InterruptedException {
    try (Connection connection = direct.connect()) {
      Audit.install(connection);
    }
    Scanning scanning =
        new Scanning(
            detoured(),
            new FileTree(session.home().temporary().resolve("chaos-files"), schedule.seed()),
            stopping);
    PolicyChanges policies = new PolicyChanges(detoured(), kafka(), schedule.seed() + 1, stopping);
    DirectProducer producer =
        new DirectProducer(
            kafka(),
            Topics.FINDINGS,
            partitions(),
            new DirectRecords(schedule.seed() + 2),
            stopping,
            recoveries::acknowledged);
    ExecutorService pool = Executors.newFixedThreadPool(3);
    List<Future<?>> history = new ArrayList<>();
    try {
      history.add(pool.submit(producer));
      history.add(pool.submit(scanning));
      history.add(pool.submit(policies));
      injectAll(history);
    } finally {
      stopping.set(true);
      injector.endAll();
    }
    try (watching;
        Progress progress = new Progress(session.terminal(), "coming to rest")) {
      long begun = System.nanoTime();
      for (Future<?> one : history) {
        result(one);
      }
      pool.shutdown();
      KafkaLog log = KafkaLog.read(kafka(), Topics.FINDINGS);
      List<String> stuck = rest(log, progress);
      Duration settled = Duration.ofNanos(System.nanoTime() - begun);
      progress.done(stuck.isEmpty() ? "everything" : stuck.size() + " things do not");
      return outcome(scanning.scans(), policies.activations(), log, stuck, settled);
    }
  }

  private Database detoured() {
    String url =
        stack
            .database()
            .jdbcUrl()
            .replace(":" + stack.database().port(), ":" + proxies.database().port());
    return Database.connecting(
            new ConnectionSource.Settings(url, stack.database().user(), "", "fencepost-chaos"))
        .withPatience(PATIENCE);
  }

  private String kafka() {
    return stack.kafka().bootstrapServers();
  }

  private int partitions() {
    try (Topics topics = new Topics(kafka())) {
      return topics.ends(Topics.FINDINGS).nextOffsets().size();
    }
  }

  /** Does the faults at their times; ends when the run is over or the history has failed. */
  private void injectAll(List<Future<?>> history) throws InterruptedException {
    long startNanos = System.nanoTime();
    List<Fault> waiting = new ArrayList<>(schedule.faults());
    List<Fault> running = new ArrayList<>();
    try (Progress progress = new Progress(session.terminal(), "chaos, seed " + schedule.seed())) {
      Duration now = Duration.ZERO;
      while (now.compareTo(schedule.lasts()) < 0) {
        now = Duration.ofNanos(System.nanoTime() - startNanos);
        for (Fault fault : due(running, now, Comparator.comparing(Fault::ends))) {
          injector.end(fault);
          recoveries.after(fault);
        }
        for (Fault fault : due(waiting, now, Comparator.comparing(Fault::at))) {
          begin(fault, running);
        }
        recoveries.look();
        for (Future<?> one : history) {
          if (one.isDone()) {
            result(one);
          }
        }
        progress.at(now.toSeconds(), schedule.lasts().toSeconds(), done.size() + " faults");
        Thread.sleep(TICK_MILLIS);
      }
      progress.done(done.size() + " faults");
    }
  }

  private void begin(Fault fault, List<Fault> running) {
    if (!injector.begin(fault)) {
      return;
    }
    done.add(fault.toString());
    if (!session.terminal().isLive()) {
      session.terminal().say("  " + fault);
    }
    if (fault.lasts().isZero()) {
      recoveries.after(fault);
    } else {
      running.add(fault);
    }
  }

  /** Removes from the list what is due. */
  private static List<Fault> due(List<Fault> faults, Duration now, Comparator<Fault> order) {
    Fault at = new Fault(now, Fault.Kind.KILL, Fault.Target.KAFKA, Duration.ZERO);
    List<Fault> due = faults.stream().filter(fault -> order.compare(fault, at) <= 0).toList();
    faults.removeAll(due);
    return due;
  }

  private List<String> rest(KafkaLog log, Progress progress) {
    Rest rest = new Rest(watched, log.ends());
    List<String> missing = new ArrayList<>();
    Wait.until(
        () -> {
          recoveries.look();
          missing.clear();
          missing.addAll(rest.missing());
          progress.at(0, 0, missing.isEmpty() ? "" : missing.size() + " to go, " + missing.get(0));
          return missing.isEmpty();
        },
        REST_LIMIT);
    return missing;
  }

  private ChaosOutcome outcome(
      int scans, int activations, KafkaLog log, List<String> stuck, Duration settled)
      throws SQLException {
    try (Connection connection = direct.connect()) {
      Verdict verdict = Oracle.judge(log, connection);
      List<String> failed =
          Jdbc.list(
              connection,
              "SELECT 'task ' || task_id || ' failed: ' || coalesce(failure, '') FROM tasks"
                  + " WHERE status = 'FAILED'",
              row -> row.getString(1));
      return new ChaosOutcome(
          schedule,
          done,
          scans,
          activations,
          failed,
          stuck,
          verdict,
          recoveries.percentile(50).orElse(null),
          recoveries.percentile(100).orElse(null),
          settled);
    }
  }

  private static void result(Future<?> one) throws InterruptedException {
    try {
      one.get();
    } catch (ExecutionException e) {
      throw CommandFailure.failed("the history could not go on: " + e.getCause());
    }
  }
}
