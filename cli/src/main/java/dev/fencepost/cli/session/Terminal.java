package dev.fencepost.cli.session;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Data go out on one stream, messages on the other. */
public final class Terminal {

  private final PrintStream out;
  private final PrintStream err;
  private final boolean live;
  private final boolean coloured;
  private boolean quiet;
  private boolean debug;

  /**
   * @param live whether messages go to a terminal, where a line can be written over
   * @param coloured whether messages may be coloured
   */
  public Terminal(PrintStream out, PrintStream err, boolean live, boolean coloured) {
    this.out = out;
    this.err = err;
    this.live = live;
    this.coloured = coloured;
  }

  /** The process's own streams; colours only on a terminal, and not with {@code NO_COLOR}. */
  public static Terminal system(Map<String, String> environment) {
    boolean live = leadsToTerminal(2) && !"dumb".equals(environment.get("TERM"));
    boolean coloured = live && environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Terminal(
        utf8(new FileOutputStream(FileDescriptor.out)),
        utf8(new FileOutputStream(FileDescriptor.err)),
        live,
        coloured);
  }

  private static PrintStream utf8(FileOutputStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }

  /** Java itself only tells whether both input and output are a terminal. */
  // Fencepost runs on Java 17 alone, where the console is null without a terminal.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean leadsToTerminal(int descriptor) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException notLinux) {
      return System.console() != null;
    }
  }

  public void beQuiet(boolean wanted) {
    quiet = wanted;
  }

  public void debug(boolean wanted) {
    debug = wanted;
  }

  public boolean isDebug() {
    return debug;
  }

  public boolean isQuiet() {
    return quiet;
  }

  /** Whether a line can be written over. */
  public boolean isLive() {
    return live && !quiet;
  }

  /** A line of data. */
  public void data(String text) {
    out.println(text);
  }

  /** A message that {@code --quiet} silences. */
  public void say(String text) {
    if (!quiet) {
      err.println(text);
    }
  }

  /** A message that is always shown. */
  public void note(String text) {
    err.println(text);
  }

  public void error(String text) {
    err.println(paint("31", "fencepost: ") + text);
  }

  public void warn(String text) {
    err.println(paint("33", "fencepost: ") + text);
  }

  /** Bold where colours are shown. */
  public String strong(String text) {
    return paint("1", text);
  }

  public String good(String text) {
    return paint("32", text);
  }

  public String bad(String text) {
    return paint("31", text);
  }

  private String paint(String code, String text) {
    return coloured ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }

  /** Replaces the current line; only where {@link #isLive}. */
  void overwrite(String text) {
    err.print("\r\u001b[K" + text);
    err.flush();
  }

  public PrintWriter messages() {
    return new PrintWriter(err, true, StandardCharsets.UTF_8);
  }

  public PrintWriter dataWriter() {
    return new PrintWriter(out, true, StandardCharsets.UTF_8);
  }
}
