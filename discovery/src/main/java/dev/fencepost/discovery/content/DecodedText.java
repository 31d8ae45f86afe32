package dev.fencepost.discovery.content;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** The text of an object, or why it has none. */
public final class DecodedText {

  private static final int BUFFERED = 16384;

  private final BoundedInput bytes;
  private final BufferedInputStream start;
  private final Prefix prefix;

  private DecodedText(BoundedInput bytes) throws IOException {
    this.bytes = bytes;
    this.start = new BufferedInputStream(bytes, BUFFERED);
    this.prefix = Prefix.peek(start);
  }

  /**
   * Looks at the beginning of an object, inflating it if it is compressed.
   *
   * @param mostBytes how much is read, after inflating; the rest is left out
   */
  public static DecodedText of(InputStream stored, long mostBytes) throws IOException {
    DecodedText plain = new DecodedText(new BoundedInput(stored, mostBytes));
    if (!plain.prefix.isGzip()) {
      return plain;
    }
    return new DecodedText(new BoundedInput(new GZIPInputStream(plain.start, BUFFERED), mostBytes));
  }

  /** A sentence if the content is of a known kind that is not read, for example PDF. */
  public Optional<String> unsupported() {
    return prefix.unsupported();
  }

  /** True if this is not text of any kind. */
  public boolean isBinary() {
    return prefix.isBinary();
  }

  /** The text, once. */
  public Reader reader() throws IOException {
    start.skipNBytes(prefix.byteOrderMark());
    Charset charset = prefix.charset();
    return charset.equals(StandardCharsets.UTF_8)
        ? new LenientUtf8Reader(start)
        : new InputStreamReader(start, charset);
  }

  /** True if the content was longer than the limit; known when it has been read. */
  public boolean wasCut() {
    return bytes.wasCut();
  }
}
