package dev.fencepost.discovery.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Decodes UTF-8, and bytes that are none as Latin-1: old files and mixed logs keep their letters,
 * and decoding never fails.
 */
final class LenientUtf8Reader extends Reader {

  private final InputStream in;
  private final ByteBuffer bytes = ByteBuffer.allocate(16384).flip();
  private final CharBuffer chars = CharBuffer.allocate(16384).flip();
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private boolean ended;

  LenientUtf8Reader(InputStream in) {
    this.in = in;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!chars.hasRemaining() && !decode()) {
      return -1;
    }
    int read = Math.min(length, chars.remaining());
    chars.get(target, offset, read);
    return read;
  }

  /** Decodes some characters; false at the end. */
  private boolean decode() throws IOException {
    chars.clear();
    while (chars.position() == 0) {
      CoderResult result = decoder.decode(bytes, chars, ended);
      if (result.isMalformed()) {
        asLatin1(result.length());
      } else if (result.isUnderflow() && !fill()) {
        break;
      }
    }
    chars.flip();
    return chars.hasRemaining();
  }

  private void asLatin1(int length) {
    for (int i = 0; i < length && chars.hasRemaining(); i++) {
      chars.put((char) (bytes.get() & 0xff));
    }
    decoder.reset();
  }

  /** Reads on; false at the end, when nothing more can be decoded. */
  private boolean fill() throws IOException {
    if (ended) {
      return false;
    }
    bytes.compact();
    int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
    if (read < 0) {
      ended = true;
    } else {
      bytes.position(bytes.position() + read);
    }
    bytes.flip();
    return true;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
