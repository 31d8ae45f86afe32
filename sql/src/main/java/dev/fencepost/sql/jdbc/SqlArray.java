package dev.fencepost.sql.jdbc;

import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A parameter that is a database array: its element type and its elements. */
public record SqlArray(String elementType, @Nullable Object[] elements) {

  public static SqlArray texts(Collection<? extends @Nullable String> values) {
    return new SqlArray("text", values.toArray());
  }

  public static SqlArray bigints(Collection<Long> values) {
    return new SqlArray("bigint", values.toArray());
  }

  public static SqlArray bigints(long[] values) {
    return new SqlArray("bigint", Arrays.stream(values).boxed().toArray());
  }

  public static SqlArray ints(Collection<Integer> values) {
    return new SqlArray("int", values.toArray());
  }

  public static SqlArray doubles(Collection<Double> values) {
    return new SqlArray("float8", values.toArray());
  }

  public static SqlArray booleans(Collection<Boolean> values) {
    return new SqlArray("bool", values.toArray());
  }
}
