package dev.fencepost.discovery.connector;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a source says about an object without its content. All of it is optional: a connector tells
 * what is cheap to know, and never guesses.
 *
 * @param bytes the size as stored, or an estimate of it
 * @param contentType a media type such as {@code application/json}
 * @param owner who owns it, by the source's own names
 * @param modifiedAt when its content last changed, by the source's clock
 * @param labels further facts by name, for example {@code storage_class}; at most {@value
 *     #MOST_LABELS}, which are the first by name
 */
public record ObjectFacts(
    @Nullable Long bytes,
    @Nullable String contentType,
    @Nullable String owner,
    @Nullable Instant modifiedAt,
    Map<String, String> labels) {

  public static final int MOST_LABELS = 32;

  /** In characters; longer texts are cut. */
  public static final int LONGEST_TEXT = 256;

  /** In characters; a label with a longer name is left out. */
  public static final int LONGEST_NAME = 64;

  public static final ObjectFacts NONE = new ObjectFacts(null, null, null, null, Map.of());

  public ObjectFacts {
    if (bytes != null && bytes < 0) {
      throw new IllegalArgumentException("a size is not negative");
    }
    contentType = contentType == null ? null : bounded(contentType);
    owner = owner == null ? null : bounded(owner);
    labels = boundedLabels(labels);
  }

  public ObjectFacts withBytes(long size) {
    return new ObjectFacts(size, contentType, owner, modifiedAt, labels);
  }

  public ObjectFacts withContentType(@Nullable String type) {
    return new ObjectFacts(bytes, type, owner, modifiedAt, labels);
  }

  public ObjectFacts withOwner(@Nullable String name) {
    return new ObjectFacts(bytes, contentType, name, modifiedAt, labels);
  }

  public ObjectFacts withModifiedAt(@Nullable Instant when) {
    return new ObjectFacts(bytes, contentType, owner, when, labels);
  }

  /** With one more label; a value that is null changes nothing. */
  public ObjectFacts withLabel(String name, @Nullable String value) {
    if (value == null) {
      return this;
    }
    Map<String, String> more = new HashMap<>(labels);
    more.put(name, value);
    return new ObjectFacts(bytes, contentType, owner, modifiedAt, more);
  }

  /** These facts, and where they say nothing the other ones. */
  public ObjectFacts or(ObjectFacts other) {
    Map<String, String> all = new HashMap<>(other.labels);
    all.putAll(labels);
    return new ObjectFacts(
        bytes == null ? other.bytes : bytes,
        contentType == null ? other.contentType : contentType,
        owner == null ? other.owner : owner,
        modifiedAt == null ? other.modifiedAt : modifiedAt,
        all);
  }

  /** The size where it is known, 0 where not. */
  public long bytesOrZero() {
    return bytes == null ? 0 : bytes;
  }

  private static Map<String, String> boundedLabels(Map<String, String> labels) {
    if (labels.isEmpty()) {
      return Map.of();
    }
    Map<String, String> bounded = new HashMap<>();
    for (Map.Entry<String, String> label : new TreeMap<>(labels).entrySet()) {
      String name = label.getKey();
      if (bounded.size() < MOST_LABELS && !name.isEmpty() && name.length() <= LONGEST_NAME) {
        bounded.put(bounded(name), bounded(label.getValue()));
      }
    }
    return Map.copyOf(bounded);
  }

  /** Cut, and without what cannot be stored or shown. */
  private static String bounded(String text) {
    StringBuilder clean = new StringBuilder(Math.min(text.length(), LONGEST_TEXT));
    int end = Math.min(text.length(), LONGEST_TEXT);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      boolean pair = Character.isHighSurrogate(c) && i + 1 < end;
      if (pair && Character.isLowSurrogate(text.charAt(i + 1))) {
        clean.append(c).append(text.charAt(++i));
      } else {
        clean.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
      }
    }
    return clean.toString();
  }
}
