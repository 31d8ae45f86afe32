package dev.fencepost.engine.supervise;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The wish as the holder of the lease read it.
 *
 * @param version the lease's: a write that names an older one is refused
 * @param number the wish's: a write that names an older one is refused
 * @param mayBeSubmitted false while whoever wished submits the job
 * @param knownJobId the job that was seen or submitted last
 */
public record SupervisedWish(
    long version,
    long number,
    boolean wanted,
    @Nullable String flinkUrl,
    List<String> arguments,
    boolean mayBeSubmitted,
    @Nullable String knownJobId) {

  public SupervisedWish {
    arguments = List.copyOf(arguments);
  }
}
