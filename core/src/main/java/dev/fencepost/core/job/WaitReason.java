package dev.fencepost.core.job;

/**
 * Why a job or a task does not go on at this moment.
 *
 * @param sentence for people; begins with a small letter and has no full stop
 */
public record WaitReason(Kind kind, String sentence) {

  /** For programs. */
  public enum Kind {
    /** A person paused it. */
    PAUSED,
    /** It stands still as soon as no task of it runs. */
    PAUSING,
    /** It is being cancelled, in steps. */
    CANCELLING,
    /** Nobody of its node group could take it. */
    NO_COORDINATOR,
    /** Somebody could take it, and will. */
    COORDINATOR_DUE,
    /** The landing job has not registered the topic yet. */
    NO_LANDING,
    /** Nobody of its node group could take its tasks. */
    NO_WORKER,
    /** All workers of its node group are at other jobs. */
    WORKERS_BUSY,
    /** As many of its tasks run as may. */
    AT_ITS_LIMIT,
    /** Its tasks failed and are tried again later. */
    RETRY,
    /** What it found is still in Kafka. */
    IN_KAFKA,
    /** All is done and is being written down. */
    FINISHING,
    /** A part that it needs says that Kafka or the database is away. */
    SERVER_AWAY
  }
}
