package dev.fencepost.bench.landing;

import dev.fencepost.cli.topic.TopicEnds;
import dev.fencepost.cli.topic.Topics;
import dev.fencepost.engine.fence.ActivationRequest;
import dev.fencepost.engine.fence.Fence;
import dev.fencepost.engine.landing.LandingSources;
import dev.fencepost.engine.landing.LogRange;
import dev.fencepost.local.kafka.KafkaServer;
import dev.fencepost.local.postgres.PostgresServer;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.migration.Schema;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.sql.transaction.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The servers, and databases that all begin alike: schema, tasks, policies and the source's
 * positions are made once, in a template.
 */
final class Stage {

  private static final String TEMPLATE = "landing_template_";

  private final PostgresServer server;
  private final KafkaServer kafka;
  private final Backlog backlog;
  private int databases;

  Stage(PostgresServer server, KafkaServer kafka, Backlog backlog) {
    this.server = server;
    this.kafka = kafka;
    this.backlog = backlog;
  }

  String kafka() {
    return kafka.bootstrapServers();
  }

  Backlog backlog() {
    return backlog;
  }

  /** The template with that many policies armed. */
  void prepare(int policies) throws SQLException {
    String name = TEMPLATE + policies;
    administer("CREATE DATABASE " + name);
    ConnectionSource.Settings settings = settings(name);
    Schema.migrate(settings);
    Database database = Database.connecting(settings);
    TopicEnds topic;
    try (Topics topics = new Topics(kafka())) {
      topics.ensure();
      topic = topics.ends(Topics.FINDINGS);
    }
    new LandingSources(database)
        .open(
            topic.clusterId(),
            topic.topicId(),
            Topics.FINDINGS,
            topic.nextOffsets().keySet().stream()
                .collect(Collectors.toMap(p -> p, p -> new LogRange(0, Long.MAX_VALUE))));
    database.transact("make the tasks", tx -> makeTasks(tx));
    new Fence(database)
        .activate(
            new ActivationRequest(
                "bench", "bench", null, LandingPolicies.of(policies), topic.of(1)));
  }

  private int makeTasks(Connection tx) throws SQLException {
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
          VALUES (?, 'SCAN', 'RUNNING', 1, ?)
          """,
          Backlog.jobOf(partition),
          partition);
    }
    return Jdbc.update(
        tx,
        """
        INSERT INTO tasks (task_id, job_id, kind, datasource, scan_epoch, source_no, partition,
          scope_from, scope_to, status)
        SELECT t + 1, ? + t % ?, 'CLASSIFY', 'source-' || lpad((t % ?)::text, 3, '0'), ?, 1, t % ?,
          'task-' || lpad(t::text, 6, '0') || '/', 'task-' || lpad(t::text, 6, '0') || '0', 'RUNNING'
        FROM generate_series(0, ? - 1) AS t
        """,
        Backlog.FIRST_JOB,
        Backlog.PARTITIONS,
        Backlog.PARTITIONS,
        Backlog.EPOCH,
        Backlog.PARTITIONS,
        backlog.tasks());
  }

  /** A new copy of the template; what the server had to write before is written. */
  Arena arena(int policies) throws SQLException {
    String name = "landing_" + ++databases;
    administer("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE + policies);
    try (Connection superuser = server.superuser()) {
      Jdbc.execute(superuser, "CHECKPOINT");
    }
    return new Arena(this, settings(name), name);
  }

  /** By the superuser, because the server itself may be vacuuming there. */
  void drop(String database) throws SQLException {
    try (Connection superuser = server.superuser()) {
      Jdbc.execute(superuser, "DROP DATABASE " + database + " WITH (FORCE)");
    }
  }

  /** Where each partition ends, behind its markers. */
  Map<Integer, Long> ends() {
    try (Topics topics = new Topics(kafka())) {
      return topics.ends(Topics.FINDINGS).nextOffsets();
    }
  }

  private void administer(String statement) throws SQLException {
    try (Connection connection = settings("fencepost").connect()) {
      Jdbc.execute(connection, statement);
    }
  }

  private ConnectionSource.Settings settings(String database) {
    return new ConnectionSource.Settings(
        server.jdbcUrl(database), server.user(), "", "fencepost-bench");
  }
}
