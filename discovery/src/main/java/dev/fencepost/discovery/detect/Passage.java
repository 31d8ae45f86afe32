package dev.fencepost.discovery.detect;

/**
 * Text to look at.
 *
 * @param field name of the column or element the text is the value of, as context; empty when the
 *     text is not the value of one field
 */
public record Passage(String field, String text) {

  public static Passage of(String text) {
    return new Passage("", text);
  }
}
