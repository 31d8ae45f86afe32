package dev.fencepost.core.job;

/** What a task does. */
public enum TaskKind {
  /** Lists a data source and cuts it into the scopes of further tasks; sends nothing. */
  ENUMERATE,
  /** Reads the objects of one scope and sends findings, then an END. */
  CLASSIFY,
  /** Sends the deletion of every finding of a data source, then an END. */
  PURGE
}
