package dev.fencepost.discovery.detect;

import dev.fencepost.discovery.detect.Context.Place;
import java.util.Set;

/** Words around phone numbers. */
final class PhoneWords {

  private static final Vocabulary WORDS =
      Vocabulary.of(
          """
          phone phones tel telephone mobile cell fax call called calling sms whatsapp telefon handy
          mobil hotline dial contact phonenumber landline desk office answering messages reach
          voice""",
          """
          order orders invoice isbn issn version build revision sku serial part ref reference ticket
          tracking case account acct date time timestamp bug rfc pid uid code checksum sha md card
          lat lon latitude longitude id iban offset size bytes ean gtin upc barcode patent port
          doi""");

  /** Words that label what stands before them; others count it, as in {@code 100 messages}. */
  private static final Set<String> LABELS_BEHIND =
      Set.of("phone", "telephone", "mobile", "cell", "fax", "office", "desk", "landline");

  private PhoneWords() {}

  static Context near(Passage passage, int start, int end) {
    return WORDS.near(passage, start, end);
  }

  /** Whether the surroundings call it a phone number, as in {@code Fax: …}. */
  static boolean label(Context context) {
    return context.labels()
        && (context.place() != Place.BEHIND || LABELS_BEHIND.contains(context.word()));
  }

  /** Whether a label stands behind, as in {@code …-Fax}. */
  static boolean labelBehind(String text, int end) {
    return label(WORDS.behind(text, end));
  }
}
