package dev.fencepost.sql.jdbc;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A parameter that is a database array: its element type and its elements. Where the elements' Java
 * type is the array's too, the driver sends it in binary, which costs both sides less than text.
 */
public final class SqlArray {

  private final String elementType;
  private final @Nullable Object[] elements;

  private SqlArray(String elementType, @Nullable Object[] elements) {
    this.elementType = elementType;
    this.elements = elements;
  }

  String elementType() {
    return elementType;
  }

  /** The array itself: callers must not change it. */
  @Nullable Object[] elements() {
    return elements;
  }

  public static SqlArray texts(Collection<? extends @Nullable String> values) {
    return new SqlArray("text", values.toArray(new @Nullable String[0]));
  }

  public static SqlArray bigints(Collection<? extends @Nullable Long> values) {
    return new SqlArray("bigint", values.toArray(new @Nullable Long[0]));
  }

  public static SqlArray ints(Collection<? extends @Nullable Integer> values) {
    return new SqlArray("int", values.toArray(new @Nullable Integer[0]));
  }

  public static SqlArray doubles(Collection<Double> values) {
    return new SqlArray("float8", values.toArray(new Double[0]));
  }

  public static SqlArray booleans(Collection<Boolean> values) {
    return new SqlArray("bool", values.toArray(new Boolean[0]));
  }

  public static SqlArray timestamps(Collection<java.time.OffsetDateTime> values) {
    return new SqlArray("timestamptz", values.toArray());
  }

  public static SqlArray bytes(Collection<byte[]> values) {
    return new SqlArray("bytea", values.toArray());
  }
}
