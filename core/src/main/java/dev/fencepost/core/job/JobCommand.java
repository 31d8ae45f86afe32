package dev.fencepost.core.job;

import java.util.Locale;

/** What a person may ask of a job that was started. */
public enum JobCommand {
  /** No task begins any more; those that run go on to their end. */
  PAUSE,
  /** Goes on where it was paused. */
  RESUME,
  /** Ends it now; tasks that run are stopped. */
  CANCEL,
  /** Tries the failed tasks of a finished job again. */
  RETRY;

  /** As it is written on a command line. */
  public String verb() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** For sentences about what was done, or cannot be. */
  public String participle() {
    return switch (this) {
      case PAUSE -> "paused";
      case RESUME -> "resumed";
      case CANCEL -> "cancelled";
      case RETRY -> "retried";
    };
  }
}
