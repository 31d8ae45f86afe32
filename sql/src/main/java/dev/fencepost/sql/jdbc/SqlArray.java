package dev.fencepost.sql.jdbc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A parameter that is a database array: its element type and its elements. */
public record SqlArray(String elementType, List<@Nullable Object> elements) {

  private static SqlArray of(String elementType, Collection<?> values) {
    return new SqlArray(elementType, Collections.unmodifiableList(new ArrayList<>(values)));
  }

  public static SqlArray texts(Collection<? extends @Nullable String> values) {
    return of("text", values);
  }

  public static SqlArray bigints(Collection<? extends @Nullable Long> values) {
    return of("bigint", values);
  }

  public static SqlArray ints(Collection<? extends @Nullable Integer> values) {
    return of("int", values);
  }

  public static SqlArray doubles(Collection<Double> values) {
    return of("float8", values);
  }

  public static SqlArray booleans(Collection<Boolean> values) {
    return of("bool", values);
  }

  public static SqlArray timestamps(Collection<java.time.OffsetDateTime> values) {
    return of("timestamptz", values);
  }

  public static SqlArray bytes(Collection<byte[]> values) {
    return of("bytea", values);
  }
}
