package dev.fencepost.discovery.detect;

import dev.fencepost.core.detection.InfoType;
import org.apache.commons.validator.routines.InetAddressValidator;

/** The IPv6 half of {@link IpDetector}. */
final class Ipv6Scan {

  private static final InetAddressValidator V6 = InetAddressValidator.getInstance();
  private static final Base V6_ADDRESS =
      Base.of(0.85, "an IPv6 address of a block that is in use", Reason.FORMAT);

  private static final int LONGEST_V6 = 45;

  private Ipv6Scan() {}

  static void detect(Passage passage, Vocabulary words, Hits hits) {
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
          hits.add(InfoType.IP_ADDRESS, start, end, V6_ADDRESS, words.near(passage, start, end));
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
