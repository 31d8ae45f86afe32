package dev.fencepost.discovery.credential;

import dev.fencepost.discovery.connector.SecretReference;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which references a worker resolves, from a list such as {@code
 * env:HR_*,file:/run/secrets/*,vault:kv/hr/*}. An asterisk stands for any letters but a slash, two
 * of them for slashes too. A rule for Vault without {@code #} allows every key of a secret.
 */
final class CredentialRules {

  private static final Pattern RULE = Pattern.compile("(env|file|vault):\\S+");

  private final List<Pattern> allowed;

  private CredentialRules(List<Pattern> allowed) {
    this.allowed = allowed;
  }

  /**
   * Reads rules, separated by commas; none allow nothing.
   *
   * @throws IllegalArgumentException with a sentence if one is not a rule
   */
  static CredentialRules parse(String text) {
    List<Pattern> allowed = new ArrayList<>();
    for (String rule : text.split(",", -1)) {
      String stripped = rule.strip();
      if (stripped.isEmpty()) {
        continue;
      }
      if (!RULE.matcher(stripped).matches()) {
        throw new IllegalArgumentException(
            "FENCEPOST_CREDENTIALS: \"%s\" is no rule; write env:NAME, file:/PATH or vault:PATH,"
                    .formatted(stripped)
                + " with * for any letters");
      }
      allowed.add(pattern(stripped));
    }
    return new CredentialRules(allowed);
  }

  private static Pattern pattern(String rule) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < rule.length(); i++) {
      if (rule.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else if (rule.charAt(i) == '*') {
        regex.append("[^/]*");
      } else {
        regex.append(Pattern.quote(rule.substring(i, i + 1)));
      }
    }
    if (rule.startsWith("vault:") && rule.indexOf('#') < 0) {
      regex.append("#[^/#]*");
    }
    return Pattern.compile(regex.toString());
  }

  /**
   * True if a rule names it.
   *
   * @param reference of a file by its real path, without links and dots
   */
  boolean allow(SecretReference reference) {
    String text = reference.toString();
    return allowed.stream().anyMatch(rule -> rule.matcher(text).matches());
  }
}
