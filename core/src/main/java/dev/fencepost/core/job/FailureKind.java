package dev.fencepost.core.job;

/** What a failed attempt says about the next one. */
public enum FailureKind {
  /** It may succeed next time; uses up one of the attempts that a task has. */
  COUNTS,
  /** Kafka or the database was away: not the task's fault, so it is tried again for ever. */
  DOES_NOT_COUNT,
  /** Trying again is useless. */
  FINAL
}
