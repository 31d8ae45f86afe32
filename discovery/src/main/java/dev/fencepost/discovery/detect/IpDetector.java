package dev.fencepost.discovery.detect;

import java.util.Set;
import java.util.function.Consumer;
import org.apache.commons.validator.routines.InetAddressValidator;

/**
 * IPv4 and IPv6 addresses of hosts. Version numbers of four parts, object identifiers, net masks,
 * loopback and unspecified addresses are not.
 */
final class IpDetector implements Detector {

  private static final Vocabulary WORDS =
      Vocabulary.of(
          Set.of(
              "ip",
              "ips",
              "ipv",
              "host",
              "hosts",
              "addr",
              "address",
              "addresses",
              "server",
              "client",
              "remote",
              "peer",
              "src",
              "dst",
              "dest",
              "destination",
              "gateway",
              "dns",
              "nameserver",
              "subnet",
              "network",
              "inet",
              "ping"),
          Set.of(
              "version",
              "versions",
              "ver",
              "v",
              "release",
              "released",
              "releases",
              "upgrade",
              "upgraded",
              "package",
              "firmware",
              "build",
              "driver",
              "since",
              "section",
              "sect",
              "chapter",
              "rfc",
              "oid",
              "upstream",
              "update",
              "updated",
              "library",
              "lib",
              "sdk",
              "revision",
              "policy",
              "standards",
              "merge",
              "new",
              "stable",
              "experimental",
              "beta",
              "alpha",
              "depends",
              "requires",
              "breaks",
              "replaces",
              "tag",
              "clause",
              "table",
              "figure",
              "item",
              "appendix",
              "paragraph",
              "browser",
              "chrome",
              "jdk",
              "jre"));

  private static final InetAddressValidator V6 = InetAddressValidator.getInstance();
  private static final int LONGEST_V6 = 45;

  @Override
  public InfoType infoType() {
    return InfoType.IP_ADDRESS;
  }

  @Override
  public void detect(Passage passage, Consumer<Hit> found) {
    Hits hits = new Hits();
    fourParts(passage, hits);
    colons(passage, hits);
    hits.inOrder().forEach(found);
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
    Confidence.report(
        InfoType.IP_ADDRESS,
        start,
        end,
        isLikeVersion(octets) ? 0.3 : 0.7,
        WORDS.near(passage, start, end),
        Set.of(Reason.FORMAT),
        hits);
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

  private static void colons(Passage passage, Hits hits) {
    String text = passage.text();
    int done = 0;
    int colon = text.indexOf(':');
    while (colon >= 0) {
      int next = colon + 1;
      char after = Chars.at(text, colon + 1);
      if (after == ':' || Chars.isHex(after)) {
        int start = startOfV6(text, colon, done);
        int end = endOfV6(text, colon);
        next = end;
        if (isV6(text, start, end)) {
          Confidence.report(
              InfoType.IP_ADDRESS,
              start,
              end,
              0.85,
              WORDS.near(passage, start, end),
              Set.of(Reason.FORMAT),
              hits);
        }
        done = end;
      }
      colon = text.indexOf(':', next);
    }
  }

  private static int startOfV6(String text, int colon, int done) {
    int i = colon;
    while (i > done && i > colon - 5 && Chars.isHex(text.charAt(i - 1))) {
      i--;
    }
    return i;
  }

  private static int endOfV6(String text, int colon) {
    int i = colon;
    while (i < text.length() && (text.charAt(i) == ':' || Chars.isHex(text.charAt(i)))) {
      i++;
    }
    return text.charAt(i - 1) == ':' && Chars.at(text, i - 2) != ':' ? i - 1 : i;
  }

  private static boolean isV6(String text, int start, int end) {
    if (end - start < 6
        || text.startsWith("::", end - 2)
        || text.startsWith("ffff:", start)
        || end - start > LONGEST_V6
        || Chars.isWordPart(Chars.at(text, start - 1))
        || Chars.isWordPart(Chars.at(text, end))) {
      return false;
    }
    String candidate = text.substring(start, end);
    boolean shortened = candidate.contains("::");
    String[] groups = candidate.split(":", -1);
    if (groups.length > 9 || (!shortened && groups.length != 8)) {
      return false;
    }
    boolean plausible = shortened ? isRouted(groups[0]) : hasLongGroup(groups);
    return plausible && V6.isValidInet6Address(candidate);
  }

  /** The blocks in use: global unicast, unique local, link local; scopes in code are none. */
  private static boolean isRouted(String group) {
    if (group.length() != 4) {
      return false;
    }
    int block = Integer.parseInt(group, 16);
    return (block >= 0x2000 && block <= 0x3fff)
        || (block >= 0xfc00 && block <= 0xfdff)
        || (block >= 0xfe80 && block <= 0xfebf);
  }

  /** Eight pairs are a hardware address or a fingerprint, eight small numbers a list. */
  private static boolean hasLongGroup(String[] groups) {
    for (String group : groups) {
      if (group.length() > 2) {
        return true;
      }
    }
    return false;
  }
}
