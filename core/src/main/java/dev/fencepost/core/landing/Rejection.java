package dev.fencepost.core.landing;

/**
 * Why a record became a dead letter.
 *
 * @param detail a sentence for people that never holds a value of the record
 */
public record Rejection(Reason reason, String detail) {

  /** The kinds of dead letters, as they are stored. */
  public enum Reason {
    MALFORMED_JSON,
    UNKNOWN_FIELD,
    MISSING_FIELD,
    WRONG_TYPE,
    OUT_OF_RANGE,
    UNSTORABLE_TEXT,
    TOO_LARGE,
    UNKNOWN_MARKER,
    UNKNOWN_TASK,
    WRONG_PARTITION,
    WRONG_DATASOURCE,
    WRONG_EPOCH,
    REFUSED_BY_DATABASE
  }
}
