package dev.fencepost.discovery.content;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What the first bytes of a content say about it. */
final class Prefix {

  private static final int LENGTH = 8192;

  private final byte[] head;

  private Prefix(byte[] head) {
    this.head = head;
  }

  static Prefix peek(BufferedInputStream in) throws IOException {
    in.mark(LENGTH);
    byte[] head = in.readNBytes(LENGTH);
    in.reset();
    return new Prefix(head);
  }

  boolean isGzip() {
    return startsWith(0x1f, 0x8b);
  }

  Optional<String> unsupported() {
    if (startsWith('%', 'P', 'D', 'F', '-')) {
      return Optional.of("PDF documents are not read.");
    }
    if (startsWith('P', 'K', 3, 4)) {
      return Optional.of("Archives and office documents are not read.");
    }
    if (startsWith(0xd0, 0xcf, 0x11, 0xe0)) {
      return Optional.of("Office documents are not read.");
    }
    return isGzip() ? Optional.of("What is compressed twice is not read.") : Optional.empty();
  }

  /** Zero bytes outside UTF-16, or more control characters than any text has. */
  boolean isBinary() {
    if (!charset().equals(StandardCharsets.UTF_8)) {
      return false;
    }
    int controls = 0;
    for (byte b : head) {
      if (b == 0) {
        return true;
      }
      boolean usual = b < 0 || b >= ' ' || (b >= '\b' && b <= '\r') || b == 0x1b;
      controls += usual ? 0 : 1;
    }
    return controls * 20L > head.length;
  }

  Charset charset() {
    if (startsWith(0xff, 0xfe)) {
      return StandardCharsets.UTF_16LE;
    }
    return startsWith(0xfe, 0xff) ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
  }

  /** Length of the byte order mark. */
  int byteOrderMark() {
    if (!charset().equals(StandardCharsets.UTF_8)) {
      return 2;
    }
    return startsWith(0xef, 0xbb, 0xbf) ? 3 : 0;
  }

  private boolean startsWith(int... magic) {
    if (head.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((head[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
