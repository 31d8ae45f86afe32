package dev.fencepost.discovery.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fencepost.core.detection.InfoType;
import java.util.Base64;
import java.util.Locale;
import java.util.SplittableRandom;
import org.apache.commons.validator.routines.checkdigit.CheckDigitException;
import org.apache.commons.validator.routines.checkdigit.IBANCheckDigit;
import org.apache.commons.validator.routines.checkdigit.LuhnCheckDigit;

/** Made-up values that are valid in form: one method per kind, all from one seeded source. */
final class FakeValues {

  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String LETTERS = "abcdefghkmnpqrstuvwxyz";

  private static final String[] FIRST = {
    "ada", "bela", "carla", "dora", "emil", "finn", "greta", "hugo", "ines", "jonas", "kira",
    "lena", "milo", "nora", "otto", "paula", "quinn", "rosa", "sven", "tara", "uwe", "vera"
  };

  private static final String[] LAST = {
    "abbott",
    "brandt",
    "cole",
    "dietrich",
    "ellis",
    "fischer",
    "grant",
    "hughes",
    "jensen",
    "keller",
    "lang",
    "meyer",
    "norris",
    "owens",
    "parker",
    "reed",
    "schmidt",
    "turner",
    "wolf"
  };

  private static final String[] WORDS = {
    "shipment", "warehouse", "quarterly", "review", "the", "of", "and", "team", "cache", "index",
    "updated", "window", "retry", "queue", "with", "without", "report", "batch", "worker", "stored",
    "meeting", "notes", "draft", "release", "plan", "budget", "travel", "customer", "delivery"
  };

  private static final int[] AREA_CODES = {212, 312, 415, 206, 617, 303, 512, 404, 702, 503};

  private final SplittableRandom random;

  FakeValues(SplittableRandom random) {
    this.random = random;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  String digits(int count) {
    StringBuilder digits = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      digits.append((char) ('0' + random.nextInt(10)));
    }
    return digits.toString();
  }

  String name() {
    return capital(pick(FIRST)) + " " + capital(pick(LAST));
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  String sentence(int words) {
    StringBuilder text = new StringBuilder(capital(pick(WORDS)));
    for (int i = 1; i < words; i++) {
      text.append(' ').append(pick(WORDS));
    }
    return text.append('.').toString();
  }

  String value(InfoType type) {
    return switch (type) {
      case US_SSN -> ssn();
      case CREDIT_CARD -> card();
      case EMAIL_ADDRESS ->
          pick(FIRST) + "." + pick(LAST) + below(100) + "@" + pick("example.com", "example.org");
      case PHONE_NUMBER -> phone();
      case IBAN -> iban();
      case IP_ADDRESS -> ip();
      case URL -> "https://www.example.com/" + pick(WORDS) + "/" + pick(WORDS) + below(1000);
      case AWS_ACCESS_KEY -> "AKIA" + from(BASE32, 15) + "7";
      case PRIVATE_KEY -> privateKey();
      case JWT -> jwt();
      case PASSWORD_ASSIGNMENT -> password();
    };
  }

  private String ssn() {
    int area = 100 + random.nextInt(500);
    return format("%03d-%02d-%04d", area, 11 + random.nextInt(80), 1001 + random.nextInt(8000));
  }

  private String card() {
    String number = pick("400000", "555555", "222300") + digits(9);
    String complete = number + luhn(number);
    return random.nextBoolean() ? complete : grouped(complete, pick(" ", "-"));
  }

  /** Sixteen digits of a card's form whose check digit is wrong. */
  String orderNumber() {
    String number = "400000" + digits(9);
    return number + (luhn(number) + 1 + random.nextInt(8)) % 10;
  }

  private static int luhn(String number) {
    try {
      return Integer.parseInt(LuhnCheckDigit.LUHN_CHECK_DIGIT.calculate(number));
    } catch (CheckDigitException impossible) {
      throw new IllegalStateException("digits always have a check digit", impossible);
    }
  }

  private static String grouped(String card, String separator) {
    return String.join(
        separator,
        card.substring(0, 4),
        card.substring(4, 8),
        card.substring(8, 12),
        card.substring(12));
  }

  private String phone() {
    int area = AREA_CODES[random.nextInt(AREA_CODES.length)];
    int last = random.nextInt(100);
    return switch (random.nextInt(4)) {
      case 0 -> format("(%d) 555-01%02d", area, last);
      case 1 -> format("%d-555-01%02d", area, last);
      case 2 -> format("+44 20 7946 0%03d", random.nextInt(1000));
      default -> format("+49 30 23125 %03d", random.nextInt(1000));
    };
  }

  private String iban() {
    String account = "10000000" + digits(10);
    try {
      return "DE" + IBANCheckDigit.IBAN_CHECK_DIGIT.calculate("DE00" + account) + account;
    } catch (CheckDigitException impossible) {
      throw new IllegalStateException("digits always have a check digit", impossible);
    }
  }

  private String ip() {
    int host = 1 + random.nextInt(254);
    return switch (random.nextInt(8)) {
      case 0 -> format("2001:db8:%x::%x", 1 + random.nextInt(0xfffe), host);
      case 1, 2 -> "198.51.100." + host;
      case 3, 4 -> "192.0.2." + host;
      default -> "203.0.113." + host;
    };
  }

  private String privateKey() {
    byte[] bytes = new byte[600];
    random.nextBytes(bytes);
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----";
  }

  private String jwt() {
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    byte[] signature = new byte[32];
    random.nextBytes(signature);
    return encoder.encodeToString("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(UTF_8))
        + "."
        + encoder.encodeToString(("{\"sub\":\"user-" + below(1000) + "\"}").getBytes(UTF_8))
        + "."
        + encoder.encodeToString(signature);
  }

  private String password() {
    return from(LETTERS, 4) + digits(2) + pick("!", "+", "=") + from(LETTERS, 5) + digits(1);
  }

  private String from(String alphabet, int count) {
    StringBuilder text = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  String hex(int count) {
    return from("0123456789abcdef", count);
  }

  String uuid() {
    return String.join("-", hex(8), hex(4), "4" + hex(3), "a" + hex(3), hex(12));
  }

  String version() {
    return format("%d.%d.%d.%d", below(9), below(20), below(9), below(30));
  }

  String date() {
    return format("2026-%02d-%02d", 1 + below(12), 1 + below(28));
  }

  String time() {
    return date() + format(" %02d:%02d:%02d,%03d", below(24), below(60), below(60), below(1000));
  }

  String coordinates() {
    return format(
        "%d.%06d, -%d.%06d", 30 + below(20), below(1000000), 70 + below(50), below(999999));
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
