package dev.fencepost.discovery.classify;

import dev.fencepost.core.detection.InfoType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Stable identities of findings. */
public final class FindingIds {

  private static final int BYTES = 16;

  private FindingIds() {}

  /**
   * The first 128 bits of SHA-256 over the parts, in hexadecimal. Each part is preceded by its
   * length, so no two sequences of parts give the same bytes.
   */
  public static String of(String datasource, String objectKey, String field, InfoType infoType) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : new String[] {datasource, objectKey, field, infoType.name()}) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
