package dev.fencepost.discovery.detect;

import dev.fencepost.core.detection.InfoType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * JSON web tokens: three parts in base64url, the first of which is a header that names {@code alg}.
 */
final class JwtDetector implements Detector {

  private static final Base TOKEN =
      Base.of(0.95, "three parts, the first of which is a header that names alg", Reason.FORMAT);

  private static final int LONGEST_HEADER = 1024;
  private static final int LONGEST = 3072;

  @Override
  public InfoType infoType() {
    return InfoType.JWT;
  }

  @Override
  public void detect(Passage passage, Hits found) {
    String text = passage.text();
    int start = text.indexOf("eyJ");
    while (start >= 0) {
      int headerEnd = endOfPart(text, start, start + LONGEST_HEADER);
      int next = headerEnd;
      if (!Chars.isBase64(Chars.at(text, start - 1)) && isHeader(text, start, headerEnd)) {
        int end = endOfToken(text, start, headerEnd);
        if (end > 0) {
          found.add(InfoType.JWT, start, end, TOKEN, Context.SILENT);
          next = end;
        }
      }
      start = text.indexOf("eyJ", next);
    }
  }

  private static int endOfToken(String text, int start, int headerEnd) {
    int limit = start + LONGEST;
    int payloadEnd = endOfPart(text, headerEnd + 1, limit);
    if (payloadEnd == limit) {
      return limit;
    }
    if (!text.startsWith("eyJ", headerEnd + 1) || Chars.at(text, payloadEnd) != '.') {
      return -1;
    }
    int end = endOfPart(text, payloadEnd + 1, limit);
    return end - payloadEnd > 16 ? end : -1;
  }

  private static int endOfPart(String text, int from, int limit) {
    int i = from;
    while (i < text.length() && i < limit && isBase64Url(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isBase64Url(char c) {
    return Chars.isAlphanumeric(c) || c == '-' || c == '_';
  }

  private static boolean isHeader(String text, int start, int end) {
    if (Chars.at(text, end) != '.' || (end - start) % 4 == 1) {
      return false;
    }
    byte[] json = Base64.getUrlDecoder().decode(text.substring(start, end));
    return new String(json, StandardCharsets.ISO_8859_1).contains("\"alg\"");
  }
}
