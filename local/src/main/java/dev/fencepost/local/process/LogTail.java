package dev.fencepost.local.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The last words of a process that failed, for a message that needs no second look. */
public final class LogTail {

  private static final int LINES = 12;
  private static final int BYTES = 16_384;

  private LogTail() {}

  /** Where the log is, then its last lines, each indented; begins with a colon or semicolon. */
  public static String of(Path log) {
    List<String> lines = lines(log);
    return lines.isEmpty()
        ? "; its log is empty: " + log
        : lines.stream()
            .map(line -> "\n    " + line)
            .collect(Collectors.joining("", "; the end of " + log + ":", ""));
  }

  private static List<String> lines(Path log) {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long from = Math.max(0, file.length() - BYTES);
      byte[] end = new byte[(int) (file.length() - from)];
      file.seek(from);
      file.readFully(end);
      List<String> all = new String(end, StandardCharsets.UTF_8).lines().toList();
      return all.subList(Math.max(0, all.size() - LINES), all.size());
    } catch (IOException unreadable) {
      return List.of();
    }
  }
}
