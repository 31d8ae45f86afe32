package dev.fencepost.core.job;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far a scan may go; null for the usual.
 *
 * @param maxObjectBytes how much is read of one object
 * @param maxAttempts after so many failures that count a task is given up
 * @param taskTimeLimit how long one attempt may take
 * @param tasksAtOnce how many tasks of one job run at the same time at most
 */
public record ScanLimits(
    @Nullable Long maxObjectBytes,
    @Nullable Integer maxAttempts,
    @Nullable Duration taskTimeLimit,
    @Nullable Integer tasksAtOnce) {

  public static final int USUAL_ATTEMPTS = 5;
  public static final ScanLimits USUAL = new ScanLimits(null, null, null, null);

  public ScanLimits {
    require(maxObjectBytes == null || maxObjectBytes > 0, "an object has at least one byte");
    require(maxAttempts == null || maxAttempts > 0, "a task has at least one attempt");
    require(
        taskTimeLimit == null || taskTimeLimit.toMillis() > 0, "a task takes at least some time");
    require(tasksAtOnce == null || tasksAtOnce > 0, "at least one task runs at once");
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
