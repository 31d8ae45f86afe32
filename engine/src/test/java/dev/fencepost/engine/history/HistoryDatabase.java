package dev.fencepost.engine.history;

import dev.fencepost.core.fence.Offsets;
import dev.fencepost.core.fence.SourcePartition;
import dev.fencepost.core.finding.Finding;
import dev.fencepost.core.landing.Incoming;
import dev.fencepost.core.landing.PartitionBatch;
import dev.fencepost.core.landing.Payload;
import dev.fencepost.engine.MigratedDatabase;
import dev.fencepost.engine.fence.Activation;
import dev.fencepost.engine.fence.ActivationRequest;
import dev.fencepost.engine.fence.Fence;
import dev.fencepost.engine.fence.PolicyDraft;
import dev.fencepost.engine.landing.Lander;
import dev.fencepost.engine.landing.LandingSources;
import dev.fencepost.engine.landing.LogRange;
import dev.fencepost.policy.condition.Condition;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.sql.transaction.Database;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** A database whose topic has two partitions, with a landing and a fence at hand. */
public final class HistoryDatabase implements AutoCloseable {

  private static final int PARTITIONS = 2;

  private final MigratedDatabase migrated = MigratedDatabase.fresh();
  private final Database database = Database.connecting(migrated.settings());
  private final int sourceNo;
  private final Lander lander;
  private final long[] next = new long[PARTITIONS];
  private int requests;

  /** A policy of a fence. */
  public record Draft(String name, String condition, boolean streaming) {
    public static Draft streaming(String name, String condition) {
      return new Draft(name, condition, true);
    }
  }

  public HistoryDatabase() {
    Map<Integer, LogRange> log = new HashMap<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      log.put(partition, new LogRange(0, 0));
    }
    sourceNo = new LandingSources(database).open("cluster", "topic", "findings", log).sourceNo();
    lander = new Lander(database, sourceNo, "findings");
  }

  public ConnectionSource.Settings settings() {
    return migrated.settings();
  }

  public Database database() {
    return database;
  }

  @Override
  public void close() {
    migrated.close();
  }

  /** Lands the findings in one transaction. */
  public void land(List<Finding> findings) {
    land(findings, false);
  }

  public void land(Finding finding) {
    land(List.of(finding), false);
  }

  /** Lands a record that deletes the finding. */
  public void delete(Finding finding) {
    land(List.of(finding), true);
  }

  private synchronized void land(List<Finding> findings, boolean deleted) {
    List<PartitionBatch> batches = new ArrayList<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      List<Incoming> records = new ArrayList<>();
      long from = next[partition];
      for (Finding finding : findings) {
        if (Math.floorMod(finding.id().hashCode(), PARTITIONS) == partition) {
          records.add(
              new Incoming.FindingRecord(
                  next[partition]++, null, finding, deleted, new Payload(new byte[0])));
        }
      }
      batches.add(new PartitionBatch(partition, from, next[partition], records));
    }
    lander.land(batches);
  }

  /** Takes one fence for the policies; one that is there already gets a new version. */
  public Activation activate(Draft... drafts) {
    return activate(0, drafts);
  }

  /**
   * Takes a fence.
   *
   * @param unlanded how many records Kafka holds in each partition that have not landed yet
   */
  public synchronized Activation activate(int unlanded, Draft... drafts) {
    Map<SourcePartition, Long> ends = new HashMap<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      ends.put(new SourcePartition(sourceNo, partition), next[partition] + unlanded);
    }
    List<PolicyDraft> policies =
        Arrays.stream(drafts)
            .map(
                d ->
                    new PolicyDraft(
                        d.name(), d.condition(), d.streaming(), "high", "", Map.of(), "hash"))
            .toList();
    requests++;
    return new Fence(database)
        .activate(
            new ActivationRequest("request-" + requests, "test", null, policies, Offsets.of(ends)));
  }

  public void retire(String name) {
    new Fence(database).retire(name, "test", null);
  }

  /** The ids of the findings for which the policy has an open result, by who opened it. */
  public NavigableSet<String> open(String policy, String... origins) {
    String wanted = origins.length == 0 ? "BACKFILL,STREAM" : String.join(",", origins);
    List<String> ids =
        database.transact(
            "read results",
            tx ->
                Jdbc.list(
                    tx,
                    """
                    SELECT r.finding_id FROM policy_results r
                    JOIN policies p ON p.policy_id = r.policy_id
                    WHERE p.name = ? AND r.open AND r.origin = ANY (string_to_array(?, ','))
                    """,
                    row -> row.getString(1),
                    policy,
                    wanted));
    return new TreeSet<>(ids);
  }

  /** The ids of those findings that CEL says match. */
  public static NavigableSet<String> matching(String condition, List<Finding> findings) {
    Condition compiled = Condition.compile(condition).orElseThrow();
    TreeSet<String> ids = new TreeSet<>();
    findings.stream().filter(f -> compiled.judge(f).matches()).map(Finding::id).forEach(ids::add);
    return ids;
  }

  /** One column of one row, as text. */
  public String ask(String sql) {
    return database.transact(
        "ask", tx -> Jdbc.one(tx, sql, row -> String.valueOf(row.getString(1))));
  }

  /** A finding with another type and confidence. */
  public static Finding changed(Finding finding, String infoType, double confidence) {
    return new Finding(
        finding.id(),
        infoType,
        confidence,
        finding.matchCount(),
        finding.datasource(),
        finding.nodeGroup(),
        finding.objectPath(),
        finding.field(),
        finding.labels(),
        finding.discoveredAt());
  }
}
