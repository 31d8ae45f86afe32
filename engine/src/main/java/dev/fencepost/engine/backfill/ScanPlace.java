package dev.fencepost.engine.backfill;

import java.util.Locale;

/** Who answered the scan of a range. */
public enum ScanPlace {
  /** Nobody scanned: one statement on the leader read and wrote. */
  NATIVE,
  LEADER,
  /** A PostgreSQL hot standby, which has an address of its own. */
  STANDBY,
  /** YugabyteDB's replicas, which answer under the leader's address. */
  FOLLOWERS;

  /** As it is stored and shown. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
