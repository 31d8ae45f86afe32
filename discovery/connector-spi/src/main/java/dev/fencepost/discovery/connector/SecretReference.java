package dev.fencepost.discovery.connector;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a secret: {@code env:NAME}, {@code file:/PATH} or {@code vault:PATH#KEY}. Only this
 * is ever stored or shown.
 *
 * @param name without the scheme
 */
public record SecretReference(Scheme scheme, String name) {

  public static final String FORMS = "env:NAME, file:/PATH or vault:PATH#KEY";

  private static final int LONGEST = 500;

  /** Where secrets can be kept. */
  public enum Scheme {
    ENV("[A-Za-z_][A-Za-z0-9_]*"),
    FILE("/[^\\x00-\\x1f\\x7f]*[^/\\x00-\\x1f\\x7f]"),
    VAULT("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+#[A-Za-z0-9._-]+");

    private final Pattern form;

    Scheme(String form) {
      this.form = Pattern.compile(form);
    }

    /** As it is written before the colon. */
    public String word() {
      return switch (this) {
        case ENV -> "env";
        case FILE -> "file";
        case VAULT -> "vault";
      };
    }
  }

  /** The reference that a text is; empty if it is none, and then perhaps a secret itself. */
  public static Optional<SecretReference> parse(String text) {
    for (Scheme scheme : Scheme.values()) {
      String prefix = scheme.word() + ":";
      if (text.startsWith(prefix) && text.length() <= LONGEST) {
        String name = text.substring(prefix.length());
        return scheme.form.matcher(name).matches()
            ? Optional.of(new SecretReference(scheme, name))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return scheme.word() + ":" + name;
  }
}
