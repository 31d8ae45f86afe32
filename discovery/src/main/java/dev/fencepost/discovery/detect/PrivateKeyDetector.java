package dev.fencepost.discovery.detect;

import dev.fencepost.core.detection.InfoType;

/**
 * Private keys in PEM: the header and the beginning of a body. A header that is only mentioned, as
 * in documentation, has no body and is none.
 */
final class PrivateKeyDetector implements Detector {

  private static final String BEGIN = "-----BEGIN ";
  private static final Base KEY =
      Base.of(0.98, "a header of a private key and the beginning of a body", Reason.FORMAT);

  private static final Base ENCRYPTED =
      Base.of(0.8, "a private key that says it is encrypted", Reason.FORMAT);

  private static final int LONGEST_LABEL = 40;
  private static final int LEAST_BODY = 64;
  private static final int REACH_OF_BODY = 512;

  @Override
  public InfoType infoType() {
    return InfoType.PRIVATE_KEY;
  }

  @Override
  public void detect(Passage passage, Hits found) {
    String text = passage.text();
    int begin = text.indexOf(BEGIN);
    while (begin >= 0) {
      int bodyStart = endOfHeader(text, begin + BEGIN.length());
      int bodyEnd = bodyStart < 0 ? -1 : endOfBody(text, bodyStart);
      if (bodyEnd > 0) {
        boolean encrypted = text.substring(begin, bodyEnd).contains("ENCRYPTED");
        Base base = encrypted ? ENCRYPTED : KEY;
        found.add(InfoType.PRIVATE_KEY, begin, bodyEnd, base, Context.SILENT);
      }
      begin = text.indexOf(BEGIN, Math.max(begin + BEGIN.length(), bodyEnd));
    }
  }

  /** Where the header of a private key ends, or -1 for any other header. */
  private static int endOfHeader(String text, int labelStart) {
    int dashes = text.indexOf("-----", labelStart);
    if (dashes < 0 || dashes - labelStart > LONGEST_LABEL) {
      return -1;
    }
    String label = text.substring(labelStart, dashes);
    boolean isKey = label.endsWith("PRIVATE KEY") || label.endsWith("PRIVATE KEY BLOCK");
    return isKey ? dashes + 5 : -1;
  }

  /** Skips header lines and line ends, written out or escaped; needs enough of base64. */
  private static int endOfBody(String text, int bodyStart) {
    int limit = Math.min(text.length(), bodyStart + REACH_OF_BODY);
    int run = 0;
    for (int i = bodyStart; i < limit; i++) {
      char c = text.charAt(i);
      if (Chars.isAlphanumeric(c) || c == '+' || c == '/' || c == '=') {
        boolean escapedLineEnd = c == 'n' && text.charAt(i - 1) == '\\';
        run += escapedLineEnd ? 0 : 1;
        if (run >= LEAST_BODY) {
          return i + 1;
        }
      } else if (c == '-' && text.startsWith("-----", i)) {
        return -1;
      } else if (!Character.isWhitespace(c) && c != '\\' && c != '"') {
        run = 0;
      }
    }
    return -1;
  }
}
