package dev.fencepost.flink;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to run a jar.
 *
 * @param mainClass null for the one that the jar's manifest names
 * @param arguments shown to everybody by the dashboard, so never a secret
 * @param savepointPath a savepoint or retained checkpoint to begin from, or null
 */
public record JobRun(
    @Nullable String mainClass, List<String> arguments, @Nullable String savepointPath) {

  public JobRun {
    arguments = List.copyOf(arguments);
  }

  /** The jar's own main class, from nothing. */
  public static JobRun of(List<String> arguments) {
    return new JobRun(null, arguments, null);
  }

  public JobRun from(@Nullable String savepoint) {
    return new JobRun(mainClass, arguments, savepoint);
  }
}
