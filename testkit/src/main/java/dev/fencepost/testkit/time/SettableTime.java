package dev.fencepost.testkit.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still between two calls of {@link #advance}; safe for many threads. */
public final class SettableTime implements InstantSource {

  private volatile Instant now;

  public SettableTime(Instant start) {
    now = start;
  }

  @Override
  public Instant instant() {
    return now;
  }

  /** Moves the clock; a negative duration sets it back, as real clocks do at times. */
  public synchronized Instant advance(Duration by) {
    now = now.plus(by);
    return now;
  }
}
