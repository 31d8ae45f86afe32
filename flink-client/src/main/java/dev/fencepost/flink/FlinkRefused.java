package dev.fencepost.flink;

/** The cluster did not do what it was asked; the message is a sentence for people. */
public final class FlinkRefused extends RuntimeException {

  private final int status;

  FlinkRefused(String message, int status) {
    super(message);
    this.status = status;
  }

  FlinkRefused(String message, Throwable cause) {
    super(message, cause);
    this.status = 0;
  }

  /** Whether what was asked for does not exist on the cluster. */
  public boolean isNotFound() {
    return status == 404;
  }

  /** Whether the cluster could not be reached at all. */
  public boolean isUnreachable() {
    return status == 0;
  }
}
