package dev.fencepost.engine.record;

/**
 * How large a record and its parts may be. Keys that are indexed stay well below what an index
 * entry can hold.
 *
 * <p>Lengths are in UTF-8 bytes.
 */
final class RecordLimits {

  static final int RECORD = 1 << 20;
  static final int FINDING_ID = 400;
  static final int DATASOURCE = 200;
  static final int OBJECT_PATH = 2_000;
  static final int SHORT_TEXT = 200;
  static final int FIELD = 1_000;
  static final int ATTRIBUTE = 1_000;
  static final int LABELS = 64;
  static final int LABEL_KEY = 200;
  static final int LABEL_VALUE = 2_000;
  static final int NESTING = 8;

  private RecordLimits() {}
}
