package dev.fencepost.discovery.detect;

import dev.fencepost.core.detection.InfoType;
import java.util.Locale;
import java.util.Set;

/**
 * Addresses of services. A plain one is of little weight; one that carries a user and a password is
 * a leaked credential and says so in its reasons.
 */
final class UrlDetector implements Detector {

  private static final Set<String> SCHEMES =
      Set.of(
          "http",
          "https",
          "ftp",
          "ftps",
          "sftp",
          "ssh",
          "git",
          "svn",
          "ws",
          "wss",
          "ldap",
          "ldaps",
          "smb",
          "redis",
          "rediss",
          "mongodb",
          "mongodb+srv",
          "postgres",
          "postgresql",
          "mysql",
          "mariadb",
          "sqlserver",
          "amqp",
          "amqps",
          "mqtt",
          "smtp",
          "smtps",
          "imap",
          "imaps",
          "yugabytedb");

  private static final Base ADDRESS =
      Base.of(0.5, "a known scheme and a host; most addresses are harmless", Reason.FORMAT);

  private static final Base EXAMPLE =
      Base.of(
          0.5,
          "a known scheme and a host; its password is a placeholder",
          Reason.FORMAT,
          Reason.PLACEHOLDER);

  private static final Base LEAK =
      Base.of(
          0.95, "a known scheme, a host, a user and a password", Reason.FORMAT, Reason.CREDENTIALS);

  private static final Set<String> PLACEHOLDERS =
      Set.of("password", "passwd", "pass", "pwd", "secret", "xxx", "xxxx", "changeme", "example");

  private static final Vocabulary WORDS =
      Vocabulary.of("url urls uri link website site web homepage domain domains host hostname", "");

  private static final Base SITE =
      Base.of(0.5, "it begins with www. and its top-level domain exists", Reason.FORMAT);

  private static final Base NAME =
      Base.of(
          0.3,
          "the field is a name whose top-level domain exists, but so are those of files",
          Reason.FORMAT);

  static final int LONGEST = 2048;

  @Override
  public InfoType infoType() {
    return InfoType.URL;
  }

  @Override
  public void detect(Passage passage, Hits found) {
    String text = passage.text();
    int mark = text.indexOf("://");
    int site = text.indexOf(SiteName.WWW);
    int done = 0;
    while (mark >= 0 || site >= 0) {
      if (site >= 0 && (mark < 0 || site < mark)) {
        done = site >= done ? site(text, site, found) : done;
        site = text.indexOf(SiteName.WWW, Math.max(site + 1, done));
        mark = mark >= 0 && mark < done ? text.indexOf("://", done) : mark;
        continue;
      }
      int start = startOfScheme(text, mark, done);
      int end = endOfUrl(text, mark + 3);
      if (start < mark && end > mark + 3) {
        judge(text, start, mark + 3, end, found);
      }
      done = Math.max(end, mark + 3);
      mark = text.indexOf("://", done);
    }
    if (done == 0 && !passage.field().isEmpty() && SiteName.is(text)) {
      Context context = WORDS.inField(passage.field());
      found.add(InfoType.URL, 0, text.length(), NAME, context);
    }
  }

  /** Returns where to go on. */
  private static int site(String text, int start, Hits found) {
    int host = SiteName.end(text, start);
    if (host < 0) {
      return start + SiteName.WWW.length();
    }
    int end = Math.max(host, endOfUrl(text, host));
    found.add(InfoType.URL, start, end, SITE, Context.SILENT);
    return end;
  }

  private static int startOfScheme(String text, int mark, int done) {
    int i = mark;
    while (i > done && i > mark - 12 && isScheme(text.charAt(i - 1))) {
      i--;
    }
    boolean known = SCHEMES.contains(text.substring(i, mark).toLowerCase(Locale.ROOT));
    return known && !Chars.isWordPart(Chars.at(text, i - 1)) ? i : mark;
  }

  private static boolean isScheme(char c) {
    return Chars.isAlphanumeric(c) || c == '+';
  }

  private static int endOfUrl(String text, int from) {
    int limit = Math.min(text.length(), from + LONGEST);
    int i = from;
    while (i < limit && isUrl(text.charAt(i))) {
      i++;
    }
    while (i > from && ".,;:!?'*_".indexOf(text.charAt(i - 1)) >= 0) {
      i--;
    }
    if (i > from && text.charAt(i - 1) == ')' && text.substring(from, i).indexOf('(') < 0) {
      i--;
    }
    return i;
  }

  private static boolean isUrl(char c) {
    return c > ' ' && c < 0x7f && "<>\"`{}|\\^[]".indexOf(c) < 0;
  }

  private static void judge(String text, int start, int from, int end, Hits found) {
    int slash = from;
    while (slash < end && "/?#".indexOf(text.charAt(slash)) < 0) {
      slash++;
    }
    String authority = text.substring(from, slash);
    int at = authority.lastIndexOf('@');
    String user = at < 0 ? "" : authority.substring(0, at);
    String host = hostOf(authority.substring(at + 1));
    if (!isHost(host, !user.isEmpty())) {
      return;
    }
    int colon = user.indexOf(':');
    String password = colon < 0 ? "" : user.substring(colon + 1);
    Base base = password.isEmpty() ? ADDRESS : isPlaceholder(password) ? EXAMPLE : LEAK;
    found.add(InfoType.URL, start, end, base, Context.SILENT);
  }

  private static boolean isPlaceholder(String password) {
    return password.startsWith("$")
        || password.startsWith("%")
        || password.startsWith("*")
        || PLACEHOLDERS.contains(password.toLowerCase(Locale.ROOT));
  }

  private static String hostOf(String hostAndPort) {
    int colon = hostAndPort.indexOf(':');
    return colon < 0 ? hostAndPort : hostAndPort.substring(0, colon);
  }

  /** A bare name is a host only where a user is given; elsewhere it is a placeholder. */
  private static boolean isHost(String host, boolean hasUser) {
    return !host.isEmpty()
        && Chars.isAlphanumeric(host.charAt(0))
        && (hasUser || host.indexOf('.') > 0 || host.equals("localhost"))
        && host.chars().allMatch(c -> Chars.isAlphanumeric(c) || c == '.' || c == '-' || c == '_');
  }
}
