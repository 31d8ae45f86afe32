package dev.fencepost.sql.dialect;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where one range of blocks ends and the next begins.
 *
 * @param block of the table, from 0
 * @param file the file that had these blocks when the ranges were cut
 */
record BlockBound(long block, long file) {

  private static final Pattern TEXT = Pattern.compile("block/([0-9]{10})/([0-9]{1,10})");

  /** Empty for what is no bound of blocks. */
  static Optional<BlockBound> of(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new BlockBound(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
        : Optional.empty();
  }

  /** As it is stored: texts sort as the blocks do. */
  String text() {
    return "block/%010d/%d".formatted(block, file);
  }
}
