package dev.fencepost.bench.landing;

import java.sql.Connection;
import java.sql.SQLException;

/** Something that a landing sent once. */
interface Recorded {

  /** Sends it again and takes what comes back without looking at it. */
  void replay(Connection connection) throws SQLException;
}
