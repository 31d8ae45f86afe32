package dev.fencepost.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 10s}, {@code 2m} or a bare number of seconds. */
public class TimeText implements ITypeConverter<Duration> {

  private static final Pattern TIME = Pattern.compile("([0-9]{1,6})(s|m)?");

  /**
   * The time, of any length.
   *
   * @throws TypeConversionException with a sentence when it is none
   */
  @Override
  public Duration convert(String text) {
    Matcher time = TIME.matcher(text);
    if (!time.matches()) {
      throw new TypeConversionException("'" + text + "' is no time like 10s or 1m");
    }
    long number = Long.parseLong(time.group(1));
    return "m".equals(time.group(2)) ? Duration.ofMinutes(number) : Duration.ofSeconds(number);
  }
}
