package dev.fencepost.engine.job;

import java.time.Duration;

/**
 * How long a worker could not go on with a task because Kafka or the database was away.
 *
 * @param soFar since the attempt began
 * @param goesOn whether it waits now
 */
public record Waited(Duration soFar, boolean goesOn) {

  public static final Waited NOTHING = new Waited(Duration.ZERO, false);
}
