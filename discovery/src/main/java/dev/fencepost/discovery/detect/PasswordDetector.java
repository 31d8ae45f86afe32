package dev.fencepost.discovery.detect;

import dev.fencepost.core.detection.InfoType;
import java.util.Locale;

/**
 * Passwords and other secrets assigned to a name: {@code db_password = "…"}, {@code api_key: …}, or
 * the value of a field of such a name. References, placeholders, type names, calls and prose are
 * not secrets.
 */
final class PasswordDetector implements Detector {

  private static final String[] NAMES = {
    "password",
    "passwd",
    "passphrase",
    "secret",
    "api_key",
    "apikey",
    "api-key",
    "access_key",
    "accesskey",
    "secretkey",
    "access_token",
    "auth_token",
    "authtoken",
    "accesstoken"
  };

  private static final Base IN_FIELD =
      Base.of(
          0.85,
          "the field is named like a secret, and the value mixes kinds of characters",
          Reason.FORMAT,
          Reason.CONTEXT);

  private static final Base QUOTED =
      Base.of(
          0.8,
          "assigned in quotes to a name like a secret's, and it mixes kinds of characters",
          Reason.FORMAT);

  private static final Base BARE =
      Base.of(
          0.7,
          "assigned to a name like a secret's, and it mixes kinds of characters",
          Reason.FORMAT);

  private static final int LONGEST_NAME = 64;
  private static final int SHORTEST = 6;
  private static final int LONGEST = 128;

  @Override
  public InfoType infoType() {
    return InfoType.PASSWORD_ASSIGNMENT;
  }

  @Override
  public void detect(Passage passage, Hits found) {
    String text = passage.text();
    if (isSecretName(passage.field())) {
      if (isSecret(text, 0, text.length(), false)) {
        report(0, text.length(), IN_FIELD, found);
      }
      return;
    }
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '=' || c == ':') {
        i = Math.max(i, assignment(text, i, found));
      }
    }
  }

  /** Returns where to go on. */
  private static int assignment(String text, int operator, Hits found) {
    int nameEnd = operator;
    while (nameEnd > 0
        && " \"'?]".indexOf(text.charAt(nameEnd - 1)) >= 0
        && operator - nameEnd < 4) {
      nameEnd--;
    }
    int nameStart = nameEnd;
    while (nameStart > 0
        && nameEnd - nameStart < LONGEST_NAME
        && isName(text.charAt(nameStart - 1))) {
      nameStart--;
    }
    if (nameEnd - nameStart < 3 || !isSecretName(text.substring(nameStart, nameEnd))) {
      return operator;
    }
    return value(text, operator, found);
  }

  private static int value(String text, int operator, Hits found) {
    int start = operator + 1;
    if (Chars.at(text, start) == '>' || Chars.at(text, start) == '=') {
      start++;
    }
    while (Chars.at(text, start) == ' ' && start < text.length() && start - operator < 6) {
      start++;
    }
    char quote = Chars.at(text, start);
    boolean quoted = quote == '"' || quote == '\'';
    if (quoted) {
      start++;
    }
    int end = start;
    int limit = Math.min(text.length(), start + LONGEST + 1);
    while (end < limit && !endsValue(text.charAt(end), quoted, quote)) {
      end++;
    }
    boolean closed = !quoted || Chars.at(text, end) == quote;
    if (closed && isSecret(text, start, end, !quoted)) {
      report(start, end, quoted ? QUOTED : BARE, found);
      return end;
    }
    return operator;
  }

  private static boolean endsValue(char c, boolean quoted, char quote) {
    return c == '\n' || c == '\r' || (quoted ? c == quote : c <= ' ' || ",;\"'<>`".indexOf(c) >= 0);
  }

  private static boolean isName(char c) {
    return Chars.isAlphanumeric(c) || c == '_' || c == '-' || c == '.';
  }

  private static boolean isSecretName(String field) {
    if (field.isEmpty()) {
      return false;
    }
    int dot = Math.max(field.lastIndexOf('.'), field.lastIndexOf('/'));
    String name = field.substring(dot + 1).toLowerCase(Locale.ROOT);
    if (name.equals("pwd") || name.endsWith("_pwd") || name.endsWith("_pass")) {
      return true;
    }
    for (String secret : NAMES) {
      if (name.endsWith(secret)) {
        return true;
      }
    }
    return false;
  }

  /** Something a person chose or a machine drew: no blanks, and more than one kind of character. */
  private static boolean isSecret(String text, int start, int end, boolean bare) {
    int length = end - start;
    if (length < SHORTEST
        || length > LONGEST
        || "$%<{[(*/.&@\\#".indexOf(text.charAt(start)) >= 0) {
      return false;
    }
    boolean letters = false;
    boolean digits = false;
    boolean symbols = false;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c <= ' ' || (bare && "(){}[]".indexOf(c) >= 0)) {
        return false;
      }
      letters |= Character.isLetter(c);
      digits |= Chars.isDigit(c);
      symbols |= !Character.isLetterOrDigit(c) && c != '_' && c != '-' && c != '.' && c != ':';
    }
    boolean variety = letters && (digits || symbols);
    return variety
        && !saysNothing(text.substring(start, end).toLowerCase(Locale.ROOT))
        && !(bare && isReference(text, start, end));
  }

  /** Addresses, commands, and values that repeat what they are for. */
  private static boolean saysNothing(String value) {
    return value.contains("://") || value.indexOf('`') >= 0 || value.contains("password");
  }

  /** A dotted path of identifiers is code or a key of a message catalogue. */
  private static boolean isReference(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      boolean dotBetweenNames =
          c == '.'
              && Chars.isLetter(Chars.at(text, i + 1))
              && Chars.isLetter(Chars.at(text, i - 1));
      if (dotBetweenNames || c == '/' || c == '|') {
        return true;
      }
    }
    return false;
  }

  private static void report(int start, int end, Base base, Hits found) {
    found.add(InfoType.PASSWORD_ASSIGNMENT, start, end, base, Context.SILENT);
  }
}
