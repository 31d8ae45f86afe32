package dev.fencepost.discovery.detect;

import dev.fencepost.core.detection.InfoType;

/** Access key ids of Amazon Web Services: long-lived (AKIA) and temporary (ASIA). */
final class AwsKeyDetector implements Detector {

  private static final Vocabulary WORDS = Vocabulary.of("aws access key amazon credentials", "");

  private static final Base KEY =
      Base.of(0.9, "prefix, length and alphabet are those of an access key", Reason.FORMAT);

  private static final Base EXAMPLE =
      Base.of(
          0.5,
          "it has the form of an access key, but its end says that it is an example",
          Reason.FORMAT,
          Reason.PLACEHOLDER);

  private static final int LENGTH = 20;

  @Override
  public InfoType infoType() {
    return InfoType.AWS_ACCESS_KEY;
  }

  @Override
  public void detect(Passage passage, Hits found) {
    String text = passage.text();
    int i = text.indexOf("IA");
    while (i >= 0) {
      int start = i - 2;
      int next = i + 1;
      if (start >= 0 && isKey(text, start)) {
        judge(passage, start, found);
        next = start + LENGTH;
      }
      i = text.indexOf("IA", next);
    }
  }

  private static boolean isKey(String text, int start) {
    if (!text.startsWith("AK", start) && !text.startsWith("AS", start)) {
      return false;
    }
    int end = start + LENGTH;
    if (end > text.length()
        || Chars.isBase64(Chars.at(text, start - 1))
        || Chars.isBase64(Chars.at(text, end))) {
      return false;
    }
    boolean mixed = false;
    for (int i = start + 4; i < end; i++) {
      char c = text.charAt(i);
      boolean digit = c >= '2' && c <= '7';
      if (!digit && (c < 'A' || c > 'Z')) {
        return false;
      }
      mixed |= c != text.charAt(start + 4);
    }
    return mixed;
  }

  private static void judge(Passage passage, int start, Hits found) {
    int end = start + LENGTH;
    boolean example = passage.text().startsWith("EXAMPLE", end - 7);
    Context context = example ? Context.SILENT : WORDS.near(passage, start, end);
    found.add(InfoType.AWS_ACCESS_KEY, start, end, example ? EXAMPLE : KEY, context);
  }
}
