package dev.fencepost.discovery.connector.jdbc;

import java.util.List;

/**
 * How a table is read.
 *
 * @param columns those that can hold something to find
 * @param key the expressions of its primary key, in order; empty where it has none that can be
 *     paged
 * @param numbered whether the key begins with a whole number
 */
record Shape(List<Column> columns, List<String> key, boolean numbered) {

  Shape {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
  }
}
