package dev.fencepost.engine.landing;

/** How a landing stores findings; when the database refuses a row, the next way is tried. */
enum Storing {
  /** Findings that are new by COPY, the others by an upsert. */
  COPY,
  /** All by an upsert, which another landing of the same finding does not disturb. */
  UPSERT,
  /** By an upsert of those that the database takes; the others become dead letters. */
  SIFT;

  boolean isLast() {
    return this == SIFT;
  }

  Storing next() {
    return this == COPY ? UPSERT : SIFT;
  }
}
