package dev.fencepost.bench.isolation;

import java.util.Locale;

/** Where the backfill reads that landings are beside. */
enum Reading {
  NONE,
  LEADER,
  FOLLOWER;

  /** As the table shows it. */
  String lowerName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
