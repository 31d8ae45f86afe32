package dev.fencepost.discovery.connector.jdbc;

import dev.fencepost.discovery.connector.ObjectFacts;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table as the database's catalogue has it.
 *
 * @param rows an estimate; null where there is none
 * @param bytes an estimate; null where there is none
 */
record Table(
    String schema,
    String name,
    @Nullable String owner,
    @Nullable String comment,
    @Nullable Long rows,
    @Nullable Long bytes) {

  static final String CONTENT_TYPE = "application/x-ndjson";

  TableKey key() {
    return TableKey.of(schema, name);
  }

  /** What is known about one of its objects, which holds at most so many rows. */
  ObjectFacts facts(long mostRows) {
    Long size = bytes;
    if (size != null && rows != null && rows > mostRows) {
      size = (long) ((double) size / rows * mostRows);
    }
    String counted = rows == null ? null : Long.toString(rows);
    return new ObjectFacts(size, CONTENT_TYPE, owner, null, Map.of())
        .withLabel("schema", schema)
        .withLabel("table", name)
        .withLabel("comment", comment == null || comment.isEmpty() ? null : comment)
        .withLabel("estimated_rows", counted);
  }
}
