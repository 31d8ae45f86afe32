package dev.fencepost.cli.detect;

import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.discovery.content.DecodedText;
import dev.fencepost.discovery.content.Format;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A text in memory.
 *
 * @param cut whether it is only the beginning of what there was
 */
record ReadText(String text, Format format, boolean cut) {

  /** A person looks at one file at a time, so it is held as a whole. */
  static final long MOST_MEGABYTES = 16;

  /** Reads a file, or the standard input for {@code -}, as a scan does. */
  static ReadText of(String file) throws IOException {
    if (file.equals("-")) {
      return read("the standard input", System.in, Format.TEXT);
    }
    Path path = Path.of(file);
    if (Files.isDirectory(path)) {
      throw CommandFailure.usage(file + " is a folder; 'fencepost scan' reads folders");
    }
    try (InputStream bytes = Files.newInputStream(path)) {
      return read(file, bytes, Format.of(file));
    }
  }

  private static ReadText read(String name, InputStream bytes, Format format) throws IOException {
    DecodedText decoded = DecodedText.of(bytes, MOST_MEGABYTES << 20);
    if (decoded.unsupported().isPresent()) {
      throw CommandFailure.failed(name + " is not read by scans: " + decoded.unsupported().get());
    }
    if (decoded.isBinary()) {
      throw CommandFailure.failed(name + " is not text, so scans do not read it");
    }
    StringWriter text = new StringWriter();
    decoded.reader().transferTo(text);
    return new ReadText(text.toString(), format, decoded.wasCut());
  }
}
