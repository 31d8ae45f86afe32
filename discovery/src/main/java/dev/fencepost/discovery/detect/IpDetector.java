package dev.fencepost.discovery.detect;

import dev.fencepost.core.detection.InfoType;

/**
 * IPv4 and IPv6 addresses of hosts. Version numbers of four parts, object identifiers, net masks,
 * loopback and unspecified addresses are not.
 */
final class IpDetector implements Detector {

  private static final Vocabulary WORDS =
      Vocabulary.of(
          """
          ip ips ipv host hosts addr address addresses server client remote peer src dst dest
          destination gateway dns nameserver subnet network inet ping""",
          """
          version versions ver v release released releases upgrade upgraded package firmware build
          driver since section sect chapter rfc oid upstream update updated library lib sdk revision
          policy standards merge new stable experimental beta alpha depends requires breaks replaces
          tag clause table figure item appendix paragraph browser chrome jdk jre""");

  private static final Base FOUR_PARTS =
      Base.of(0.7, "four numbers as hosts have them", Reason.FORMAT);

  private static final Base LIKE_VERSION =
      Base.of(0.3, "four numbers so small that they may be a version", Reason.FORMAT);

  @Override
  public InfoType infoType() {
    return InfoType.IP_ADDRESS;
  }

  @Override
  public void detect(Passage passage, Hits found) {
    fourParts(passage, found);
    Ipv6Scan.detect(passage, WORDS, found);
  }

  private static void fourParts(Passage passage, Hits hits) {
    String text = passage.text();
    int dot = text.indexOf('.');
    while (dot >= 0) {
      int next = dot + 1;
      int start = startOfDigits(text, dot);
      if (start < dot && Chars.isDigit(Chars.at(text, dot + 1))) {
        int[] octets = new int[4];
        int end = quad(text, start, octets);
        if (end > 0 && opens(text, start) && closes(text, end)) {
          judge(passage, start, end, octets, hits);
        }
        next = Math.max(next, end);
      }
      dot = text.indexOf('.', next);
    }
  }

  private static int startOfDigits(String text, int dot) {
    int i = dot;
    while (i > 0 && i > dot - 4 && Chars.isDigit(text.charAt(i - 1))) {
      i--;
    }
    return i;
  }

  private static boolean opens(String text, int start) {
    char before = Chars.at(text, start - 1);
    return !Chars.isWordPart(before) && ".-+~#$".indexOf(before) < 0;
  }

  private static boolean closes(String text, int end) {
    char after = Chars.at(text, end);
    boolean portOrNet = (after == ':' || after == '/') && Chars.isDigit(Chars.at(text, end + 1));
    return portOrNet || after == ',' || Chars.closesNumber(text, end);
  }

  /** Reads four numbers from 0 to 255; returns where they end, or -1. */
  private static int quad(String text, int start, int[] octets) {
    int i = start;
    for (int part = 0; part < 4; part++) {
      if (part > 0 && Chars.at(text, i++) != '.') {
        return -1;
      }
      int end = Chars.endOfDigits(text, i);
      int length = end - i;
      if (length < 1 || length > 3 || (length > 1 && text.charAt(i) == '0')) {
        return -1;
      }
      octets[part] = Integer.parseInt(text, i, end, 10);
      if (octets[part] > 255) {
        return -1;
      }
      i = end;
    }
    return i;
  }

  private static void judge(Passage passage, int start, int end, int[] octets, Hits hits) {
    boolean special = octets[0] == 0 || octets[0] == 127 || octets[0] >= 240;
    if (special
        || comparesVersions(passage.text(), start)
        || isInRowOfNumbers(passage.text(), start, end)) {
      return;
    }
    Base base = isLikeVersion(octets) ? LIKE_VERSION : FOUR_PARTS;
    hits.add(InfoType.IP_ADDRESS, start, end, base, WORDS.near(passage, start, end));
  }

  /** Versions count from small numbers; hosts seldom have several. */
  private static boolean isLikeVersion(int[] octets) {
    int small = 0;
    int medium = 0;
    for (int octet : octets) {
      small += octet < 10 ? 1 : 0;
      medium += octet < 32 ? 1 : 0;
    }
    return octets[0] != 10 && (medium == 4 || (octets[0] < 10 && small >= 2));
  }

  /** Between fractions, as in the path of a drawing: {@code -2.12 3.51.98.32 2.03}. */
  private static boolean isInRowOfNumbers(String text, int start, int end) {
    int before = start - 2;
    while (before >= 0 && before > start - 12 && Chars.isDigit(text.charAt(before))) {
      before--;
    }
    int after = Chars.at(text, end + 1) == '-' ? end + 2 : end + 1;
    int afterDigits = Chars.endOfDigits(text, after);
    return Chars.at(text, start - 1) == ' '
        && before < start - 2
        && Chars.at(text, before) == '.'
        && afterDigits > after
        && Chars.at(text, afterDigits) == '.'
        && !isQuad(text, after);
  }

  private static boolean isQuad(String text, int start) {
    return quad(text, start, new int[4]) > 0;
  }

  /** An operator in front, as in {@code >= 1.2.3.4}. */
  private static boolean comparesVersions(String text, int start) {
    int i = Chars.at(text, start - 1) == ' ' ? start - 2 : start - 1;
    char last = Chars.at(text, i);
    char first = Chars.at(text, i - 1);
    return (last == '=' && (first == '>' || first == '<' || first == '=' || first == '~'))
        || (last == '>' && first == '>')
        || (last == '<' && first == '<');
  }
}
