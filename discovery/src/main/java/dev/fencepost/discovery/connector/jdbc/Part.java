package dev.fencepost.discovery.connector.jdbc;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table that one object holds.
 *
 * @param from the least number of the key; null for no bound
 * @param to where the next object begins; null if the table is one object
 */
record Part(Table table, Shape shape, @Nullable BigInteger from, @Nullable BigInteger to) {

  /** The part that a key names. */
  static Part of(TableKey key, Table table, Shape shape, JdbcSettings settings) {
    if (!isCut(shape, settings)) {
      return new Part(table, shape, null, null);
    }
    BigInteger size = BigInteger.valueOf(settings.keysPerObject());
    BigInteger from = key.from();
    return new Part(table, shape, from, from == null ? size : from.add(size));
  }

  /** True if a table of this shape has an object for each range of its key. */
  static boolean isCut(Shape shape, JdbcSettings settings) {
    return shape.numbered() && settings.sampleRows() == 0;
  }

  /** True if not all of its rows are read. */
  boolean isSampled(JdbcSettings settings) {
    return settings.sampleRows() > 0 || shape.key().isEmpty();
  }
}
