package dev.fencepost.bench.stage;

import dev.fencepost.cli.topic.TopicEnds;
import dev.fencepost.cli.topic.Topics;
import dev.fencepost.engine.fence.ActivationRequest;
import dev.fencepost.engine.fence.Fence;
import dev.fencepost.engine.landing.LandingSources;
import dev.fencepost.engine.landing.LogRange;
import dev.fencepost.local.home.Home;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.migration.Schema;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.sql.transaction.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A topic, and databases that all begin alike: schema, history, tasks, policies and the source's
 * positions are made once, in a template.
 */
public final class Stage {

  private static final String TEMPLATE = "landing_template_";

  private final Servers servers;
  private final Backlog backlog;
  private final @Nullable LandedFindings history;
  private int databases;

  private Stage(Servers servers, Backlog backlog, @Nullable LandedFindings history) {
    this.servers = servers;
    this.backlog = backlog;
    this.history = history;
  }

  /**
   * @param servers with a broker
   * @param backlog what the topic is to hold
   */
  public static Stage of(Servers servers, Backlog backlog) {
    return new Stage(servers, backlog, null);
  }

  /** The same with findings that landed before, from another source. */
  public Stage after(LandedFindings landed) {
    return new Stage(servers, backlog, landed);
  }

  public String kafka() {
    return servers.kafka();
  }

  public Home home() {
    return servers.home();
  }

  public Backlog backlog() {
    return backlog;
  }

  /** The template with that many policies armed. */
  public void prepare(int policies) throws SQLException {
    String name = TEMPLATE + policies;
    servers.create(name);
    ConnectionSource.Settings settings = servers.database(name);
    Schema.migrate(settings);
    if (history != null) {
      history.load(settings);
    }
    Database database = Database.connecting(settings);
    TopicEnds topic;
    try (Topics topics = new Topics(kafka())) {
      topics.ensure();
      topic = topics.ends(Topics.FINDINGS);
    }
    int source =
        new LandingSources(database)
            .open(
                topic.clusterId(),
                topic.topicId(),
                Topics.FINDINGS,
                topic.nextOffsets().keySet().stream()
                    .collect(Collectors.toMap(p -> p, p -> new LogRange(0, Long.MAX_VALUE))))
            .sourceNo();
    database.transact("make the tasks", tx -> makeTasks(tx, source));
    new Fence(database)
        .activate(
            new ActivationRequest(
                "bench", "bench", null, LandingPolicies.of(policies), topic.of(source)));
  }

  private int makeTasks(Connection tx, int source) throws SQLException {
    for (int partition = 0; partition < Backlog.PARTITIONS; partition++) {
      Jdbc.update(
          tx,
          "INSERT INTO datasources (name, kind, scan_epoch) VALUES (?, 'file', ?)",
          Backlog.datasourceOf(partition),
          Backlog.EPOCH);
      Jdbc.update(
          tx,
          """
          INSERT INTO jobs (job_id, kind, status, source_no, partition)
          VALUES (?, 'SCAN', 'RUNNING', ?, ?)
          """,
          Backlog.jobOf(partition),
          source,
          partition);
    }
    return Jdbc.update(
        tx,
        """
        INSERT INTO tasks (task_id, job_id, kind, datasource, scan_epoch, source_no, partition,
          scope_from, scope_to, status)
        SELECT t + 1, ? + t % ?, 'CLASSIFY', 'source-' || lpad((t % ?)::text, 3, '0'), ?, ?, t % ?,
          'task-' || lpad(t::text, 6, '0') || '/', 'task-' || lpad(t::text, 6, '0') || '0', 'RUNNING'
        FROM generate_series(0, ? - 1) AS t
        """,
        Backlog.FIRST_JOB,
        Backlog.PARTITIONS,
        Backlog.PARTITIONS,
        Backlog.EPOCH,
        source,
        Backlog.PARTITIONS,
        backlog.tasks());
  }

  /** The template itself, for whoever needs one database only; it is not to be copied then. */
  public Arena only(int policies) throws Exception {
    prepare(policies);
    servers.settle();
    return new Arena(this, servers.database(TEMPLATE + policies), TEMPLATE + policies);
  }

  /** A new copy of the template; what the server had to write before is written. */
  public Arena arena(int policies) throws Exception {
    String name = "landing_" + ++databases;
    servers.create(name, TEMPLATE + policies);
    servers.settle();
    return new Arena(this, servers.database(name), name);
  }

  /** From now on contestants may write checkpoints of the server. */
  public void allowCheckpoints() throws SQLException {
    servers.administer("GRANT pg_checkpoint TO " + servers.primary().user());
  }

  /** By the superuser, because the server itself may be vacuuming there. */
  void drop(String database) throws SQLException {
    servers.administer("DROP DATABASE " + database + " WITH (FORCE)");
  }

  /** Where each partition ends, behind its markers. */
  public Map<Integer, Long> ends() {
    try (Topics topics = new Topics(kafka())) {
      return topics.ends(Topics.FINDINGS).nextOffsets();
    }
  }
}
