package dev.fencepost.discovery.detect;

/** What becomes of something that a detector saw. */
public enum Outcome {
  /** It is a hit. */
  REPORTED,
  /** Too little speaks for it. */
  BELOW_FLOOR,
  /** It overlaps a hit of a more specific type. */
  OUTRANKED,
  /** Its type is not among those that are looked for. */
  NOT_LOOKED_FOR,
  /** It is less sure than is asked of its type. */
  BELOW_THRESHOLD,
  /** Its value is on the allow-list of its type. */
  ALLOWED
}
