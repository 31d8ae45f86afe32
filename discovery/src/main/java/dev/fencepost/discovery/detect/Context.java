package dev.fencepost.discovery.detect;

/**
 * What the surroundings of a candidate say about it.
 *
 * @param word the known word that decided, in small letters; empty where none is near
 * @param adjacent whether nothing but filling words stands between the word and the candidate
 */
public record Context(Verdict verdict, Place place, String word, boolean adjacent) {

  /** For or against. */
  public enum Verdict {
    RAISES,
    LOWERS,
    SILENT
  }

  /** Where the word stands. */
  public enum Place {
    BEFORE,
    BEHIND,
    FIELD,
    NOWHERE
  }

  /** No known word is near, or none is looked for. */
  public static final Context SILENT = new Context(Verdict.SILENT, Place.NOWHERE, "", false);

  /** Reasonable doubt is settled: a known word says what it is. */
  boolean raises() {
    return verdict == Verdict.RAISES;
  }

  /** It is labelled, as in {@code Phone: …} or {@code … fax}. */
  boolean labels() {
    return raises() && adjacent;
  }
}
