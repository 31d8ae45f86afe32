package dev.fencepost.discovery.classify;

import dev.fencepost.core.detection.InfoType;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
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
   * The first 128 bits of HMAC-SHA-256 over the type and the value, in hexadecimal; empty without a
   * key. Numbers are the same however they are grouped, addresses however they are capitalised;
   * everything else only if each character is.
   */
  Optional<String> of(InfoType type, String value) {
    if (key == null) {
      return Optional.empty();
    }
    String plain = type.name() + ':' + plain(type, value);
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] hash = mac.doFinal(plain.getBytes(StandardCharsets.UTF_8));
      return Optional.of(HexFormat.of().formatHex(hash, 0, BYTES));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
    }
  }

  private static String plain(InfoType type, String value) {
    return switch (type) {
      case CREDIT_CARD, IBAN, PHONE_NUMBER, US_SSN -> ungrouped(value);
      case EMAIL_ADDRESS, IP_ADDRESS -> value.toLowerCase(Locale.ROOT);
      case AWS_ACCESS_KEY, JWT, PASSWORD_ASSIGNMENT, PRIVATE_KEY, URL -> value;
    };
  }

  private static String ungrouped(String value) {
    StringBuilder plain = new StringBuilder();
    value.chars().filter(Character::isLetterOrDigit).forEach(c -> plain.append((char) c));
    return plain.toString().toUpperCase(Locale.ROOT);
  }
}
