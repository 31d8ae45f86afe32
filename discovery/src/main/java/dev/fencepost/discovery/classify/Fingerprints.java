package dev.fencepost.discovery.classify;

import dev.fencepost.core.detection.InfoType;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Keyed hashes of values: equal values in two places have equal hashes, and nobody without the key
 * can find out which value it is by trying all of them. Safe for many threads.
 */
public final class Fingerprints {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 16;

  private final @Nullable SecretKeySpec key;

  private Fingerprints(@Nullable SecretKeySpec key) {
    this.key = key;
  }

  /**
   * @param secret any text, long and random; without one, which is null or empty, nothing is hashed
   */
  public static Fingerprints keyedBy(@Nullable String secret) {
    return new Fingerprints(
        secret == null || secret.isEmpty()
            ? null
            : new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
  }

  /**
   * The first 128 bits of HMAC-SHA-256 over the type and the value's letters and digits, in
   * hexadecimal, so that a number is the same however it is grouped; empty without a key.
   */
  Optional<String> of(InfoType type, String value) {
    if (key == null) {
      return Optional.empty();
    }
    StringBuilder plain = new StringBuilder(type.name()).append(':');
    value.chars().filter(Character::isLetterOrDigit).forEach(c -> plain.append((char) c));
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] hash = mac.doFinal(plain.toString().getBytes(StandardCharsets.UTF_8));
      return Optional.of(HexFormat.of().formatHex(hash, 0, BYTES));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
    }
  }
}
