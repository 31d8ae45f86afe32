package dev.fencepost.core.landing;

/** What happens to one finding record. */
public interface Decision {

  /** It is upserted where it is newer, and judged. */
  record Land() implements Decision {}

  /** It is counted and forgotten. */
  record Ignore(Why why) implements Decision {

    /** Why nothing is lost by forgetting it. */
    public enum Why {
      /** Another attempt of the task sends, or sent, the same. */
      STALE_ATTEMPT,
      /** The task's data was complete before; this is a copy. */
      TASK_CONSUMED,
      /** A newer scan of the data source has swept. */
      SWEPT_EPOCH
    }
  }

  /** It is kept as a dead letter. */
  record Reject(Rejection rejection) implements Decision {}
}
