package dev.fencepost.engine.landing;

import dev.fencepost.core.landing.BatchPlan.DeadLetter;
import dev.fencepost.core.landing.Incoming.Sender;
import dev.fencepost.sql.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Records that could not be taken, with their bytes. */
final class DeadLetterStore {

  private DeadLetterStore() {}

  static void add(Connection tx, int sourceNo, String topic, List<DeadLetter> letters)
      throws SQLException {
    for (DeadLetter letter : letters) {
      Sender sender = letter.sender();
      Jdbc.update(
          tx,
          """
          INSERT INTO dead_letters (source_no, partition, record_offset, topic, reason, detail, task_id,
            attempt, payload)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
          ON CONFLICT (source_no, partition, record_offset) DO NOTHING
          """,
          sourceNo,
          letter.place().partition(),
          letter.place().offset(),
          topic,
          letter.rejection().reason(),
          letter.rejection().detail(),
          sender == null ? null : sender.taskId(),
          sender == null ? null : sender.attempt(),
          letter.payload().bytes());
    }
  }
}
