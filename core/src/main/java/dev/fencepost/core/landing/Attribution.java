package dev.fencepost.core.landing;

/** Whose a record is that cannot be read. */
public enum Attribution {
  /** No sender is named, or what is named contradicts the task. */
  NOBODY,
  /** A task's, which does not wait for it: another attempt's, or the task's data is complete. */
  LATE,
  /** One of those that the task's current attempt counts. */
  COUNTED
}
