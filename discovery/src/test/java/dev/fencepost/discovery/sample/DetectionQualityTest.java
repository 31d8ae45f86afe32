package dev.fencepost.discovery.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.detection.InfoType;
import dev.fencepost.discovery.detect.Detectors;
import dev.fencepost.discovery.detect.Passage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Precision and recall over lines of our own, among many that only look sensitive. */
class DetectionQualityTest {

  private static final long SEED = 11;
  private static final int EACH = 150;

  private record Span(InfoType type, int start, int end) {}

  private static final Set<Span> LABELS = new HashSet<>();
  private static final Set<Span> HITS = new HashSet<>();

  @BeforeAll
  static void scan_one_text_of_values_and_look_alikes() {
    FakeValues values = new FakeValues(new SplittableRandom(SEED));
    List<InfoType> planted = new ArrayList<>();
    for (InfoType type : InfoType.values()) {
      planted.addAll(Collections.nCopies(EACH, type));
    }
    Collections.shuffle(planted, new Random(SEED));
    List<String> harmless = LookAlikes.lines(SEED, planted.size());
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < planted.size(); i++) {
      text.append(harmless.get(i)).append('\n').append(opening(values, planted.get(i)));
      String value = values.value(planted.get(i));
      LABELS.add(new Span(planted.get(i), text.length(), text.length() + value.length()));
      text.append(value).append(closing(values, planted.get(i)));
    }
    Detectors.standard()
        .scan(
            Passage.of(text.toString()),
            hit -> HITS.add(new Span(hit.infoType(), (int) hit.start(), (int) hit.end())));
  }

  /** Half of the lines say what comes; those of passwords always do, for that is what they are. */
  private static String opening(FakeValues values, InfoType type) {
    return switch (type) {
      case PASSWORD_ASSIGNMENT -> values.pick("db.password = ", "api_key: ", "MAIL_PASSWORD=");
      case PRIVATE_KEY -> "";
      case PHONE_NUMBER -> values.pick("", "Phone: ", values.sentence(4) + " ");
      case US_SSN -> values.pick("", "SSN ", values.sentence(4) + " ");
      case CREDIT_CARD -> values.pick("", "card ", values.sentence(4) + " ");
      default -> values.pick("", "see ", values.sentence(4) + " ");
    };
  }

  private static String closing(FakeValues values, InfoType type) {
    return type == InfoType.PRIVATE_KEY || type == InfoType.PASSWORD_ASSIGNMENT
        ? "\n"
        : values.pick("\n", ",\n", " and more\n", ".\n");
  }

  private static double share(Set<Span> some, Set<Span> others, InfoType type) {
    long all = some.stream().filter(span -> span.type == type).count();
    long both = some.stream().filter(span -> span.type == type && others.contains(span)).count();
    return all == 0 ? 1 : (double) both / all;
  }

  /**
   * Addresses behind a made-up sentence that speaks of a release are left out as versions. A
   * private key is found by its beginning, so its span is another.
   */
  @ParameterizedTest
  @CsvSource({
    "JWT, 1.0, 1.0",
    "AWS_ACCESS_KEY, 1.0, 1.0",
    "URL, 0.98, 1.0",
    "EMAIL_ADDRESS, 0.98, 1.0",
    "IBAN, 1.0, 1.0",
    "CREDIT_CARD, 0.98, 1.0",
    "IP_ADDRESS, 0.98, 0.88",
    "US_SSN, 0.98, 1.0",
    "PHONE_NUMBER, 0.97, 0.97",
    "PASSWORD_ASSIGNMENT, 0.98, 0.98"
  })
  void each_type_keeps_its_precision_and_recall(InfoType type, double precision, double recall) {
    assertThat(share(HITS, LABELS, type)).as("precision").isGreaterThanOrEqualTo(precision);
    assertThat(share(LABELS, HITS, type)).as("recall").isGreaterThanOrEqualTo(recall);
  }

  @Test
  void every_private_key_is_found_once() {
    assertThat(HITS).filteredOn(hit -> hit.type == InfoType.PRIVATE_KEY).hasSize(EACH);
  }

  @Test
  void fewer_than_one_harmless_line_in_a_hundred_has_a_hit() {
    List<String> lines = LookAlikes.lines(SEED, 3_000);
    Detectors detectors = Detectors.standard();
    long hits = lines.stream().mapToLong(line -> detectors.scan(Passage.of(line), hit -> {})).sum();

    assertThat((double) hits / lines.size()).isLessThan(0.01);
  }
}
