package dev.fencepost.bench.isolation;

import dev.fencepost.bench.load.Latencies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * The lines that the landing job writes about its flushes: when each ended and how long it took.
 *
 * @param file the log of a TaskManager that tells of landings
 */
record FlushLog(Path file) {

  private static final Pattern FLUSH =
      Pattern.compile("(\\S+Z) DEBUG .*LandingWriter - landed [0-9]+ records in ([0-9]+) ms");

  /** Of the flushes that were at work at any time between the two. */
  Histogram between(Instant from, Instant to) throws IOException {
    Histogram flushes = Latencies.empty();
    try (Stream<String> lines = Files.lines(file)) {
      lines.forEach(line -> add(flushes, line, from, to));
    }
    return flushes;
  }

  static void add(Histogram flushes, String line, Instant from, Instant to) {
    Matcher flush = FLUSH.matcher(line);
    if (!flush.matches()) {
      return;
    }
    Duration took = Duration.ofMillis(Long.parseLong(flush.group(2)));
    Instant ended = Instant.parse(flush.group(1));
    if (!ended.isBefore(from) && !ended.minus(took).isAfter(to)) {
      flushes.recordValue(TimeUnit.NANOSECONDS.toMicros(took.toNanos()));
    }
  }
}
