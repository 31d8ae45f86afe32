package dev.fencepost.engine.job;

import java.time.Duration;

/**
 * How long a worker could not go on with a task because Kafka or the database was away, or because
 * others that it claimed came first.
 *
 * @param soFar since the task was claimed
 * @param goesOn whether it waits now
 */
public record Waited(Duration soFar, boolean goesOn) {

  public static final Waited NOTHING = new Waited(Duration.ZERO, false);
}
