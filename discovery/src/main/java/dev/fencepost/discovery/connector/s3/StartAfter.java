package dev.fencepost.discovery.connector.s3;

import java.nio.charset.StandardCharsets;

/**
 * S3 lists what lies behind a key, never the key itself. So a listing that has to begin at a key
 * begins behind one a little less, and leaves out what comes before.
 */
final class StartAfter {

  /** Nearly the last letter there is; few keys lie between it and the next. */
  private static final String LATE = Character.toString(0x10FFFD);

  private static final int LONGEST = 1024;

  private StartAfter() {}

  /** A text that is less than the key, in the order of bytes, and close to it. */
  static String reaching(String key) {
    int last = key.codePointBefore(key.length());
    String head = key.substring(0, key.length() - Character.charCount(last));
    String less = head + Character.toString(last - 1) + LATE;
    boolean plain = last > 0x20 && last < 0x7f;
    return plain && less.getBytes(StandardCharsets.UTF_8).length <= LONGEST ? less : head;
  }
}
