package dev.fencepost.engine.record;

import dev.fencepost.core.landing.Incoming.Sender;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The headers that stand beside a finding and say which attempt of which task sent it, for the case
 * that the record itself cannot be read. Each is a decimal number in UTF-8.
 */
public final class SenderHeaders {

  public static final String TASK = "fencepost-task";
  public static final String JOB = "fencepost-job";
  public static final String ATTEMPT = "fencepost-attempt";

  private static final int MOST_DIGITS = 19;

  private SenderHeaders() {}

  /** The headers' values by their names. */
  public static Map<String, byte[]> write(Sender sender) {
    return Map.of(
        TASK, text(sender.taskId()), JOB, text(sender.jobId()), ATTEMPT, text(sender.attempt()));
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param values of a record's headers of that name
   * @return null unless each header is there, once, and a number from 1 on that fits its type
   */
  public static @Nullable Sender read(Function<String, List<byte @Nullable []>> values) {
    long taskId = number(values.apply(TASK), Long.MAX_VALUE);
    long jobId = number(values.apply(JOB), Long.MAX_VALUE);
    long attempt = number(values.apply(ATTEMPT), Integer.MAX_VALUE);
    return taskId == 0 || jobId == 0 || attempt == 0
        ? null
        : new Sender(taskId, jobId, Math.toIntExact(attempt));
  }

  private static byte[] text(long number) {
    return Long.toString(number).getBytes(StandardCharsets.UTF_8);
  }

  /** 0 for whatever is not a number as published. */
  private static long number(List<byte @Nullable []> values, long most) {
    byte @Nullable [] digits = values.size() == 1 ? values.get(0) : null;
    if (digits == null || digits.length == 0 || digits.length > MOST_DIGITS || digits[0] == '0') {
      return 0;
    }
    long number = 0;
    for (byte digit : digits) {
      if (digit < '0' || digit > '9') {
        return 0;
      }
      number = number * 10 + (digit - '0');
    }
    // As many digits as are taken overflow once at most, into the negative numbers.
    return number < 0 || number > most ? 0 : number;
  }
}
