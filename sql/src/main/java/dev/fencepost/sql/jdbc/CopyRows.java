package dev.fencepost.sql.jdbc;

import com.yugabyte.PGConnection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Rows for COPY, in its binary format, which needs no escapes. Values are written column by column,
 * row by row; the caller sees to it that they are as many as the columns, and of their types. The
 * memory is used again for the next rows.
 */
public final class CopyRows {

  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };
  private static final int NO_FLAGS = 0;
  private static final int NO_EXTENSION = 0;
  private static final int NULL = -1;
  private static final short END = -1;
  private static final byte JSONB_VERSION = 1;
  private static final int FIRST_BYTES = 1 << 16;

  /** More is given back before the next rows. */
  private static final int KEPT_BYTES = 1 << 23;

  /** Of 2000-01-01, where the database's time begins. */
  private static final long EPOCH_SECONDS = 946_684_800;

  private static final long MICROS = 1_000_000;
  private static final long NANOS_PER_MICRO = 1_000;

  private final int columns;
  private ByteBuffer bytes = ByteBuffer.allocate(FIRST_BYTES);

  public CopyRows(int columns) {
    this.columns = columns;
  }

  /** Begins without rows; to be called before the first one. */
  public void begin() {
    if (bytes.capacity() > KEPT_BYTES) {
      bytes = ByteBuffer.allocate(FIRST_BYTES);
    }
    bytes.clear();
    room(SIGNATURE.length + 2 * Integer.BYTES).put(SIGNATURE).putInt(NO_FLAGS).putInt(NO_EXTENSION);
  }

  /** The values that follow are those of the next row. */
  public CopyRows row() {
    room(Short.BYTES).putShort((short) columns);
    return this;
  }

  /** A {@code text}. */
  public CopyRows text(String value) {
    return text(value.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * A {@code text}.
   *
   * @param value in UTF-8
   */
  public CopyRows text(byte[] value) {
    room(Integer.BYTES + value.length).putInt(value.length).put(value);
    return this;
  }

  /**
   * A {@code jsonb}.
   *
   * @param value in UTF-8
   */
  public CopyRows json(byte[] value) {
    room(Integer.BYTES + 1 + value.length).putInt(1 + value.length).put(JSONB_VERSION).put(value);
    return this;
  }

  /** A {@code bigint}. */
  public CopyRows bigint(long value) {
    room(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(value);
    return this;
  }

  /** A {@code bigint}, or no value. */
  public CopyRows bigintOrNull(@Nullable Long value) {
    if (value != null) {
      return bigint(value);
    }
    room(Integer.BYTES).putInt(NULL);
    return this;
  }

  /** An {@code int}. */
  public CopyRows integer(int value) {
    room(2 * Integer.BYTES).putInt(Integer.BYTES).putInt(value);
    return this;
  }

  /** A {@code double precision}. */
  public CopyRows real(double value) {
    room(Integer.BYTES + Double.BYTES).putInt(Double.BYTES).putDouble(value);
    return this;
  }

  /** A {@code boolean}. */
  public CopyRows flag(boolean value) {
    room(Integer.BYTES + 1).putInt(1).put((byte) (value ? 1 : 0));
    return this;
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
   * Copies the rows, after which others can begin.
   *
   * @param target the table and its columns, as COPY takes them
   */
  public void into(Connection connection, String target) throws SQLException {
    room(Short.BYTES).putShort(END);
    try {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(
              "COPY " + target + " FROM STDIN (FORMAT binary)",
              new ByteArrayInputStream(bytes.array(), 0, bytes.position()));
    } catch (IOException e) {
      throw new SQLException("the rows could not be sent", e);
    }
  }

  /** The buffer, with room for so many bytes more. */
  private ByteBuffer room(int more) {
    if (bytes.remaining() < more) {
      int grown = Math.max(2 * bytes.capacity(), bytes.position() + more);
      bytes = ByteBuffer.allocate(grown).put(bytes.flip());
    }
    return bytes;
  }
}
