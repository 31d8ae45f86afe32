package dev.fencepost.local.process;

/** How long a child process lives. */
public enum Lifetime {
  /** Until it is stopped or this JVM ends, whichever comes first. */
  WITH_PARENT,
  /** Until it is stopped, possibly by another JVM. */
  DETACHED
}
