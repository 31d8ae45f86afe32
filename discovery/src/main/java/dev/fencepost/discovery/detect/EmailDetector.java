package dev.fencepost.discovery.detect;

import dev.fencepost.core.detection.InfoType;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.validator.routines.DomainValidator;

/**
 * E-mail addresses whose top-level domain exists. Repository addresses ({@code git@host:path}),
 * copy targets, units of service managers and message ids are not addresses of people.
 */
final class EmailDetector implements Detector {

  private static final Vocabulary WORDS =
      Vocabulary.of(
          """
          email emails mail mailto contact address author maintainer from to cc customer user""",
          "id msgid references inreplyto messageid");

  private static final Base ADDRESS =
      Base.of(0.9, "an address whose top-level domain exists", Reason.FORMAT);

  private static final Base MACHINE_MADE =
      Base.of(0.5, "an address whose name is as long and full of digits as an id", Reason.FORMAT);

  private static final Set<String> REPOSITORY_USERS = Set.of("git", "hg", "svn", "bzr");

  /** Suffixes of file and unit names that are, by accident, top-level domains too. */
  private static final Set<String> NOT_DOMAINS = Set.of("target", "zip", "mov");

  private static final int LONGEST_LOCAL = 64;
  private static final int LONGEST_DOMAIN = 253;

  @Override
  public InfoType infoType() {
    return InfoType.EMAIL_ADDRESS;
  }

  @Override
  public void detect(Passage passage, Hits found) {
    String text = passage.text();
    int at = text.indexOf('@');
    int done = 0;
    while (at >= 0) {
      int start = startOfLocal(text, at, done);
      int end = endOfDomain(text, at + 1);
      if (start < at && end > at + 1 && isAddress(text, start, at, end)) {
        done = end;
        judge(passage, start, at, end, found);
      }
      at = text.indexOf('@', at + 1);
    }
  }

  private static int startOfLocal(String text, int at, int done) {
    int limit = Math.max(done, at - LONGEST_LOCAL);
    int i = at;
    while (i > limit && isLocal(text.charAt(i - 1))) {
      i--;
    }
    while (i < at && !Chars.isAlphanumeric(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isLocal(char c) {
    return Chars.isAlphanumeric(c) || c == '.' || c == '_' || c == '+' || c == '-';
  }

  private static int endOfDomain(String text, int from) {
    int limit = Math.min(text.length(), from + LONGEST_DOMAIN);
    int i = from;
    while (i < limit) {
      char c = text.charAt(i);
      if (!Chars.isAlphanumeric(c) && c != '-' && c != '.') {
        break;
      }
      i++;
    }
    while (i > from && !Chars.isAlphanumeric(text.charAt(i - 1))) {
      i--;
    }
    return i;
  }

  private static boolean isAddress(String text, int start, int at, int end) {
    char after = Chars.at(text, end);
    if (after == '@' || Chars.isWordPart(after) || Chars.at(text, at - 1) == '.') {
      return false;
    }
    String local = text.substring(start, at);
    String domain = text.substring(at + 1, end);
    int lastDot = domain.lastIndexOf('.');
    if (lastDot <= 0 || domain.contains("..") || !Chars.isAlphanumeric(domain.charAt(0))) {
      return false;
    }
    String top = domain.substring(lastDot + 1).toLowerCase(Locale.ROOT);
    char afterColon = after == ':' ? Chars.at(text, end + 1) : ' ';
    boolean path = afterColon == '/' || afterColon == '~';
    boolean repository = after == ':' && REPOSITORY_USERS.contains(local);
    return !path
        && !repository
        && !NOT_DOMAINS.contains(top)
        && DomainValidator.getInstance().isValidTld(top);
  }

  private static void judge(Passage passage, int start, int at, int end, Hits found) {
    boolean machineMade = isMachineMade(passage.text(), start, at);
    Context context = WORDS.near(passage, start, end);
    found.add(InfoType.EMAIL_ADDRESS, start, end, machineMade ? MACHINE_MADE : ADDRESS, context);
  }

  /** Long names with many digits are message ids more often than people. */
  private static boolean isMachineMade(String text, int start, int at) {
    long digits = text.substring(start, at).chars().filter(Chars::isDigit).count();
    return at - start >= 16 && digits >= 8;
  }
}
