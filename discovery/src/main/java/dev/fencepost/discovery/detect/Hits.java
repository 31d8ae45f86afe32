package dev.fencepost.discovery.detect;

import dev.fencepost.core.detection.InfoType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What all detectors see in one window, and which of it remains where it overlaps. */
final class Hits {

  private static final Comparator<Hit> BY_START =
      Comparator.comparingLong(Hit::start).thenComparing(Hit::infoType);

  private static final int TYPES = InfoType.values().length;

  private final List<Hit> hits = new ArrayList<>();
  private final List<Hit> tooWeak = new ArrayList<>();
  private final boolean keepsWeak;

  /**
   * @param keepsWeak whether to keep apart what is below the floor too, to explain it
   */
  Hits(boolean keepsWeak) {
    this.keepsWeak = keepsWeak;
  }

  /** Keeps a candidate if enough speaks for it. */
  void add(InfoType type, int start, int end, Base base, Context context) {
    Score score = new Score(base, context);
    if (score.isEnough()) {
      hits.add(new Hit(type, start, end, score));
    } else if (keepsWeak) {
      tooWeak.add(new Hit(type, start, end, score));
    }
  }

  /** Keeps apart what lacks too much to be a candidate; only where that is asked for. */
  void doubt(InfoType type, int start, int end, Base base) {
    if (keepsWeak) {
      tooWeak.add(new Hit(type, start, end, new Score(base, Context.SILENT)));
    }
  }

  boolean keepsWeak() {
    return keepsWeak;
  }

  /** What was below the floor, in the order of their start. */
  List<Hit> tooWeak() {
    tooWeak.sort(BY_START);
    return tooWeak;
  }

  List<Hit> inOrder() {
    hits.sort(BY_START);
    return hits;
  }

  /**
   * Drops a hit that overlaps one of a type with precedence. An address is kept inside a URL where
   * it means what it says: as the host, or as the value of a query.
   */
  List<Hit> withoutOverlaps(String text) {
    if (hits.size() < 2) {
      return hits;
    }
    List<Hit> ordered = inOrder();
    List<Hit> remaining = new ArrayList<>(ordered.size());
    for (int i = 0; i < ordered.size(); i++) {
      if (!isOutranked(ordered, i, text)) {
        remaining.add(ordered.get(i));
      }
    }
    return remaining;
  }

  /** Hits of one type never overlap, so only a handful of neighbours can reach this one. */
  private static boolean isOutranked(List<Hit> ordered, int index, String text) {
    Hit hit = ordered.get(index);
    for (int i = index + 1; i < ordered.size() && ordered.get(i).start() < hit.end(); i++) {
      if (outranks(ordered.get(i), hit, text)) {
        return true;
      }
    }
    int unseen = TYPES;
    for (int i = index - 1; i >= 0 && unseen > 0; i--, unseen--) {
      if (outranks(ordered.get(i), hit, text)) {
        return true;
      }
    }
    return false;
  }

  private static boolean outranks(Hit winner, Hit loser, String text) {
    return winner.infoType().compareTo(loser.infoType()) < 0
        && winner.overlaps(loser)
        && !(winner.infoType() == InfoType.URL && meansItself(loser, winner, text));
  }

  private static boolean meansItself(Hit inner, Hit url, String text) {
    int start = (int) inner.start();
    return switch (inner.infoType()) {
      case IP_ADDRESS -> text.startsWith("//", start - 2) || Chars.at(text, start - 1) == '@';
      case EMAIL_ADDRESS -> text.substring((int) url.start(), start).contains("?");
      default -> false;
    };
  }
}
