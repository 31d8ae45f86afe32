package dev.fencepost.engine.job;

import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.migration.Schema;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.sql.transaction.Database;
import dev.fencepost.sql.transaction.KeptConnection;
import dev.fencepost.testkit.postgres.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A migrated database of the test's own with a landing that registered its topic. */
final class JobFixture implements AutoCloseable {

  static final Duration LONG = Duration.ofMinutes(5);

  /** Expired as soon as it is given: the holder is dead. */
  static final Duration DEAD = Duration.ZERO;

  private final TestDatabase store =
      TestDatabase.copyOf("migrated", empty -> Schema.migrate(settings(empty)));
  private final KeptConnection kept = new KeptConnection(settings(store)::connect);

  /** Each transaction has a connection of its own, so any thread may use it. */
  final Database database = Database.connecting(settings(store));

  /** For the test's own thread; quicker, because its connection is kept. */
  final Database single = new Database(kept);

  private static ConnectionSource.Settings settings(TestDatabase store) {
    return new ConnectionSource.Settings(store.jdbcUrl(), store.user(), "", "test");
  }

  JobFixture withLanding(int partitions) {
    return sql("""
            INSERT INTO landing_sources (source_no, cluster_id, topic_id, topic)
            VALUES (1, 'cluster', 'topic-id', 'findings')
            """)
        .sql(
            """
            INSERT INTO landing_progress (source_no, partition, topic, next_offset, policy_generation)
            SELECT 1, p, 'findings', 0, 0 FROM generate_series(0, ? - 1) AS p
            """,
            partitions);
  }

  JobFixture sql(String statement, @Nullable Object... parameters) {
    single.transact("prepare a test", tx -> Jdbc.update(tx, statement, parameters));
    return this;
  }

  List<String> texts(String query, Object... parameters) {
    return single.transact(
        "look", tx -> Jdbc.list(tx, query, row -> String.valueOf(row.getString(1)), parameters));
  }

  /** Does something on another thread with a connection of its own. */
  boolean withConnection(Predicate<Database> work) {
    KeptConnection own = new KeptConnection(settings(store)::connect);
    try {
      return work.test(new Database(own));
    } finally {
      own.close();
    }
  }

  /** Adds data sources of that node group and starts one scan of them. */
  MasterJob scan(String nodeGroup, String... names) {
    for (String name : names) {
      new DataSources(database).add(name, "file", nodeGroup, Map.of("root", "/srv/" + name));
    }
    return new Scans(database).start("scan of " + names[0], ScanSpecification.of(names));
  }

  JobOwnership owner(String id, Duration ttl) {
    return new JobOwnership(database, id, "default", ttl);
  }

  TaskBoard worker(String id, Duration lease) {
    return new TaskBoard(database, id, "default", new TaskTimes(lease, LONG));
  }

  /** A started scan of one data source, owned by {@code c1}. */
  OwnedJob started(String datasource) {
    scan("default", datasource);
    OwnedJob job = owner("c1", LONG).claim(1).get(0);
    new ScanDriver(database).start(job);
    return job;
  }

  /** So many scopes that cover every key. */
  static List<TaskScope> scopes(int many) {
    return IntStream.range(0, many)
        .mapToObj(n -> new TaskScope(n == 0 ? "" : key(n), n == many - 1 ? null : key(n + 1)))
        .toList();
  }

  private static String key(int n) {
    return String.format(Locale.ROOT, "%05d", n);
  }

  @Override
  public void close() {
    kept.close();
    store.close();
  }
}
