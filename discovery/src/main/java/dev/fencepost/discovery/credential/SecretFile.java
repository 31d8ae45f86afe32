package dev.fencepost.discovery.credential;

import dev.fencepost.discovery.connector.ConnectorException;
import dev.fencepost.discovery.connector.SecretReference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** A secret that is the content of a small file. */
final class SecretFile {

  static final int MOST_BYTES = 64 << 10;

  private SecretFile() {}

  /**
   * Where a file really is, so that neither dots nor links lead around the rules.
   *
   * @throws ConnectorException if there is no such file
   */
  static Path real(SecretReference reference) throws ConnectorException {
    try {
      return Path.of(reference.name()).toRealPath();
    } catch (IOException | InvalidPathException e) {
      throw new ConnectorException(
          "the credential %s cannot be read: there is no such file, or this worker may not see it"
              .formatted(reference));
    }
  }

  /** The content of a real path, without the line ends behind it. */
  static String read(SecretReference reference, Path real) throws ConnectorException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(real, LinkOption.NOFOLLOW_LINKS)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    } catch (IOException e) {
      throw new ConnectorException("the credential %s cannot be read".formatted(reference));
    }
    if (bytes.length > MOST_BYTES) {
      throw new ConnectorException(
          "the credential %s is larger than %d bytes".formatted(reference, MOST_BYTES));
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return withoutLineEnds(text);
    } catch (CharacterCodingException e) {
      throw new ConnectorException("the credential %s is not UTF-8 text".formatted(reference));
    }
  }

  private static String withoutLineEnds(String text) {
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return text.substring(0, end);
  }
}
