package dev.fencepost.cli.session;

import java.time.Duration;
import java.util.Locale;

/**
 * How far something is: a bar with rate and remaining time on a terminal, otherwise a line at each
 * tenth and a sign of life now and then.
 */
public final class Progress implements AutoCloseable {

  private static final int WIDTH = 24;
  private static final long SIGN_OF_LIFE_NANOS = Duration.ofSeconds(10).toNanos();

  private final Terminal terminal;
  private final String label;
  private final long startedNanos = System.nanoTime();
  private long saidNanos = startedNanos;
  private long saidTenth = -1;
  private String last = "";
  private boolean finished;

  public Progress(Terminal terminal, String label) {
    this.terminal = terminal;
    this.label = label;
    if (!terminal.isLive()) {
      terminal.say(label + " …");
    }
  }

  /** Where it stands; {@code total} 0 means that nobody knows the end. */
  public void at(long done, long total, String detail) {
    last = detail;
    if (terminal.isLive()) {
      terminal.overwrite(bar(label, done, total, detail, elapsed()));
      return;
    }
    long now = System.nanoTime();
    long tenth = total > 0 ? done * 10 / total : 0;
    boolean further = tenth > saidTenth && saidTenth >= 0;
    if (further || now - saidNanos > SIGN_OF_LIFE_NANOS) {
      terminal.say(label + ": " + amount(done, total) + suffix(detail));
      saidNanos = now;
    }
    saidTenth = Math.max(tenth, saidTenth);
  }

  /** It is done; what to remember of it. */
  public void done(String detail) {
    last = detail;
    String line = label + suffix(detail) + " (" + seconds(elapsed()) + ")";
    if (terminal.isLive()) {
      terminal.overwrite(terminal.good("✓ ") + line + System.lineSeparator());
    } else {
      terminal.say(line);
    }
    finished = true;
  }

  /** Leaves a failed line where it stood, so that the message comes below it. */
  @Override
  public void close() {
    if (!finished && terminal.isLive()) {
      terminal.overwrite(terminal.bad("✗ ") + label + suffix(last) + System.lineSeparator());
    }
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startedNanos);
  }

  static String bar(String label, long done, long total, String detail, Duration elapsed) {
    if (total <= 0) {
      return "  " + label + " " + seconds(elapsed) + suffix(detail);
    }
    int filled = (int) Math.min(WIDTH, done * WIDTH / total);
    return "  "
        + label
        + " ["
        + "█".repeat(filled)
        + "·".repeat(WIDTH - filled)
        + "] "
        + amount(done, total)
        + remaining(done, total, elapsed)
        + suffix(detail);
  }

  static String remaining(long done, long total, Duration elapsed) {
    double perSecond = done / Math.max(0.001, elapsed.toMillis() / 1000.0);
    if (done <= 0 || done >= total || elapsed.toMillis() < 1_000) {
      return "";
    }
    return String.format(
        Locale.ROOT, ", %.0f/s, about %.0f s left", perSecond, (total - done) / perSecond);
  }

  private static String amount(long done, long total) {
    return total > 0 ? done + "/" + total : Long.toString(done);
  }

  private static String suffix(String detail) {
    return detail.isEmpty() ? "" : " — " + detail;
  }

  private static String seconds(Duration elapsed) {
    return String.format(Locale.ROOT, "%.1f s", elapsed.toMillis() / 1000.0);
  }
}
