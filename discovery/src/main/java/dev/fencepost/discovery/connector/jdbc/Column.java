package dev.fencepost.discovery.connector.jdbc;

/** A column that is read. */
record Column(String name, Content content) {

  /** How its values come. */
  enum Content {
    /** As text. */
    TEXT,
    /** As bytes, which are text where they are valid UTF-8. */
    BYTES,
    /** As either, from one row to the next. */
    ANY
  }
}
