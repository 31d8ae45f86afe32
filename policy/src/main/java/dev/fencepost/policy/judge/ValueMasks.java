package dev.fencepost.policy.judge;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What texts that come again and again leave of the conditions, so that it is found out once.
 *
 * <p>A text that comes for the first time is only noted: most that come once never come again. Safe
 * for use by several threads, since entries do not change, and what one thread does not see of
 * another is found out again.
 */
final class ValueMasks {

  /** What all masks together may take, in words: 2 MB. */
  private static final int WORDS_AT_MOST = 256 * 1024;

  private static final int PLACES_AT_MOST = 4_096;
  private static final int PLACES_AT_LEAST = 64;

  /** How many places a text may have, one after the other. */
  private static final int PROBES = 8;

  /** Spreads hashes of texts that differ in their last character only. */
  private static final int SPREADING = 0x9E3779B9;

  private final @Nullable Entry[] entries;

  private static final class Entry {

    final String value;

    /** Null when the text was only noted. */
    final long @Nullable [] mask;

    Entry(String value, long @Nullable [] mask) {
      this.value = value;
      this.mask = mask;
    }
  }

  /**
   * Nothing is known yet.
   *
   * @param words how long a mask is
   */
  ValueMasks(int words) {
    int fitting = Math.min(PLACES_AT_MOST, WORDS_AT_MOST / Math.max(1, words));
    this.entries = new Entry[Integer.highestOneBit(Math.max(PLACES_AT_LEAST, fitting))];
  }

  /**
   * The mask of a text; null when it is new here.
   *
   * @param found finds out the mask
   */
  long @Nullable [] of(String value, Supplier<long[]> found) {
    int first = (value.hashCode() * SPREADING) >>> Integer.numberOfLeadingZeros(entries.length - 1);
    int replaced = first;
    for (int probe = 0; probe < PROBES; probe++) {
      int place = (first + probe) & (entries.length - 1);
      Entry entry = entries[place];
      if (entry == null) {
        replaced = place;
        break;
      }
      if (entry.value.equals(value)) {
        return known(place, entry, found);
      }
      if (entry.mask == null) {
        replaced = place;
      }
    }
    entries[replaced] = new Entry(value, null);
    return null;
  }

  private long[] known(int place, Entry entry, Supplier<long[]> found) {
    if (entry.mask != null) {
      return entry.mask;
    }
    long[] mask = found.get();
    entries[place] = new Entry(entry.value, mask);
    return mask;
  }
}
