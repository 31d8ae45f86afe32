package dev.fencepost.engine.review;

import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.transaction.Database;
import java.util.Optional;

/** Under which number the database knows an incarnation of a topic. */
public final class LandedTopics {

  private final Database database;

  public LandedTopics(Database database) {
    this.database = database;
  }

  /** Empty when no landing has registered it yet. */
  public Optional<Integer> sourceNo(String clusterId, String topicId) {
    return database.transact(
        "look up the topic",
        tx ->
            Jdbc.first(
                tx,
                "SELECT source_no FROM landing_sources WHERE cluster_id = ? AND topic_id = ?",
                row -> row.getInt(1),
                clusterId,
                topicId));
  }
}
