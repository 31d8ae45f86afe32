package dev.fencepost.discovery.connector.file;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Names of files as text and back, by their bytes. What the JVM makes of a name depends on the
 * locale it was started in; a path's URI carries the bytes themselves.
 */
public final class FileNames {

  private FileNames() {}

  /** The name of a path; empty if its bytes are not UTF-8. */
  static Optional<String> nameOf(Path path) {
    String shown = shown(path);
    if (isPlain(shown)) {
      return Optional.of(shown);
    }
    try {
      byte[] bytes = lastSegment(path.toUri().getRawPath());
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException notUtf8) {
      return Optional.empty();
    }
  }

  /** The name as the JVM shows it, with replacements for what it cannot. */
  static String shown(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }

  /** The path of a key below a root. */
  public static Path resolve(Path root, String key) {
    if (isPlain(key)) {
      return root.resolve(key);
    }
    String base = root.toUri().toString();
    return Path.of(URI.create((base.endsWith("/") ? base : base + "/") + escaped(key)));
  }

  private static boolean isPlain(String name) {
    return name.chars().allMatch(c -> c < 0x80 && c != '?');
  }

  private static byte[] lastSegment(String rawPath) {
    String trimmed = rawPath.endsWith("/") ? rawPath.substring(0, rawPath.length() - 1) : rawPath;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = trimmed.lastIndexOf('/') + 1; i < trimmed.length(); i++) {
      if (trimmed.charAt(i) == '%') {
        bytes.write(Integer.parseInt(trimmed, i + 1, i + 3, 16));
        i += 2;
      } else {
        bytes.write(trimmed.charAt(i));
      }
    }
    return bytes.toByteArray();
  }

  private static String escaped(String key) {
    StringBuilder uri = new StringBuilder();
    for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
      int c = b & 0xff;
      boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (plain || c == '/' || c == '.' || c == '-' || c == '_') {
        uri.append((char) c);
      } else {
        uri.append('%')
            .append(Character.forDigit(c >> 4, 16))
            .append(Character.forDigit(c & 15, 16));
      }
    }
    return uri.toString();
  }
}
