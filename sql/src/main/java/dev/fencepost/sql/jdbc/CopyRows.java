package dev.fencepost.sql.jdbc;

import com.yugabyte.PGConnection;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Rows for COPY, in its binary format, which needs no escapes. Values are written column by column,
 * row by row; the caller sees to it that they are as many as the columns, and of their types.
 */
public final class CopyRows {

  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };
  private static final int NO_FLAGS = 0;
  private static final int NO_EXTENSION = 0;
  private static final int NULL = -1;
  private static final int END = -1;
  private static final int JSONB_VERSION = 1;
  private static final int BYTES_PER_ROW = 512;

  /** Of 2000-01-01, where the database's time begins. */
  private static final long EPOCH_SECONDS = 946_684_800;

  private static final long MICROS = 1_000_000;
  private static final long NANOS_PER_MICRO = 1_000;

  private final int columns;
  private final ByteArrayOutputStream bytes;
  private final DataOutputStream out;

  /** A write to memory, which does not fail. */
  @FunctionalInterface
  private interface Write {
    void to(DataOutputStream out) throws IOException;
  }

  /**
   * Begins without rows.
   *
   * @param rows how many are expected
   */
  public CopyRows(int columns, int rows) {
    this.columns = columns;
    this.bytes = new ByteArrayOutputStream(BYTES_PER_ROW * Math.max(1, rows));
    this.out = new DataOutputStream(bytes);
    write(
        to -> {
          to.write(SIGNATURE);
          to.writeInt(NO_FLAGS);
          to.writeInt(NO_EXTENSION);
        });
  }

  /** The values that follow are those of the next row. */
  public CopyRows row() {
    return write(to -> to.writeShort(columns));
  }

  /** A {@code text}. */
  public CopyRows text(String value) {
    byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
    return write(
        to -> {
          to.writeInt(encoded.length);
          to.write(encoded);
        });
  }

  /** A {@code jsonb}. */
  public CopyRows json(String value) {
    byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
    return write(
        to -> {
          to.writeInt(encoded.length + 1);
          to.writeByte(JSONB_VERSION);
          to.write(encoded);
        });
  }

  /** A {@code bigint}. */
  public CopyRows bigint(@Nullable Long value) {
    return write(
        to -> {
          if (value == null) {
            to.writeInt(NULL);
          } else {
            to.writeInt(Long.BYTES);
            to.writeLong(value);
          }
        });
  }

  /** An {@code int}. */
  public CopyRows integer(int value) {
    return write(
        to -> {
          to.writeInt(Integer.BYTES);
          to.writeInt(value);
        });
  }

  /** A {@code double precision}. */
  public CopyRows real(double value) {
    return write(
        to -> {
          to.writeInt(Double.BYTES);
          to.writeDouble(value);
        });
  }

  /** A {@code boolean}. */
  public CopyRows flag(boolean value) {
    return write(
        to -> {
          to.writeInt(1);
          to.writeBoolean(value);
        });
  }

  /** A {@code timestamptz}, in microseconds. */
  public CopyRows time(Instant value) {
    return bigint(micros(value));
  }

  /** A time that no 64 bits can hold becomes one that the database refuses as well. */
  private static long micros(Instant value) {
    try {
      return Math.addExact(
          Math.multiplyExact(value.getEpochSecond() - EPOCH_SECONDS, MICROS),
          value.getNano() / NANOS_PER_MICRO);
    } catch (ArithmeticException beyond) {
      return Long.MAX_VALUE - 1;
    }
  }

  /**
   * Copies the rows, after which nothing can be added.
   *
   * @param target the table and its columns, as COPY takes them
   */
  public void into(Connection connection, String target) throws SQLException {
    write(to -> to.writeShort(END));
    try {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(
              "COPY " + target + " FROM STDIN (FORMAT binary)",
              new ByteArrayInputStream(bytes.toByteArray()));
    } catch (IOException e) {
      throw new SQLException("the rows could not be sent", e);
    }
  }

  private CopyRows write(Write write) {
    try {
      write.to(out);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }
}
