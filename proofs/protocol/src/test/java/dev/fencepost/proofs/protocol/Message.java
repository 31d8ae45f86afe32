package dev.fencepost.proofs.protocol;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.core.finding.ObjectAttributes;
import dev.fencepost.core.landing.Incoming;
import dev.fencepost.core.landing.Incoming.EndMarker;
import dev.fencepost.core.landing.Incoming.FindingRecord;
import dev.fencepost.core.landing.Incoming.Malformed;
import dev.fencepost.core.landing.Incoming.ObjectRecord;
import dev.fencepost.core.landing.Incoming.Origin;
import dev.fencepost.core.landing.Incoming.Sender;
import dev.fencepost.core.landing.Payload;
import dev.fencepost.core.landing.Rejection;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a producer sends, written in a few characters; compared by identity.
 *
 * <pre>
 * a12    finding a, which matches conditions 1 and 2
 * a-     finding a was deleted
 * a=2    object a was seen, and its attributes match condition 2
 * a1!    finding a, which the database refuses to store
 * ?      bytes that are no record, with headers that name the sender
 * ??     bytes that are no record, without
 * .      an offset without a record, of an aborted transaction say
 * END2/1 an END after 2 records, with 1 object that could not be read
 * END    an END without a count
 * </pre>
 */
final class Message {

  static final String DATASOURCE = "files";

  private static final Payload BYTES = new Payload(new byte[0]);
  private static final Rejection NO_RECORD =
      new Rejection(Rejection.Reason.MALFORMED_JSON, "no record");
  private static final Pattern END = Pattern.compile("END(\\d+)?(?:/(\\d+))?");

  private final String text;
  private final @Nullable Origin origin;
  private final @Nullable Incoming record;

  private Message(String text, @Nullable Origin origin) {
    this.text = text;
    this.origin = origin;
    this.record = parse(text, origin);
  }

  /** Messages that are separated by spaces. */
  static List<Message> all(String texts, @Nullable Origin origin) {
    return Arrays.stream(texts.split(" ", -1))
        .filter(text -> !text.isEmpty())
        .map(text -> new Message(text, origin))
        .toList();
  }

  private static @Nullable Incoming parse(String text, @Nullable Origin origin) {
    Matcher end = END.matcher(text);
    if (text.equals(".")) {
      return null;
    }
    if (text.startsWith("?")) {
      Sender sender = origin == null || text.equals("??") ? null : origin.sender();
      return new Malformed(0, sender, NO_RECORD, BYTES);
    }
    if (origin != null && end.matches()) {
      Long records = end.group(1) == null ? null : Long.valueOf(end.group(1));
      long failures = end.group(2) == null ? 0 : Long.parseLong(end.group(2));
      return new EndMarker(
          0, origin.taskId(), origin.jobId(), origin.attempt(), records, failures, BYTES);
    }
    String id = text.substring(0, 1);
    String matches = text.substring(1).replaceAll("[^0-9]", "");
    if (origin != null && text.startsWith("=", 1)) {
      ObjectAttributes attributes = new ObjectAttributes(0, matches, "", Instant.EPOCH, Map.of());
      return new ObjectRecord(0, origin, DATASOURCE, id, attributes, BYTES);
    }
    Finding finding =
        new Finding(id, matches, 1, 1, DATASOURCE, "default", id, "", Map.of(), Instant.EPOCH);
    return new FindingRecord(0, origin, finding, text.endsWith("-"), BYTES);
  }

  /** The record that a landing reads at an offset, null when there is none. */
  @Nullable Incoming at(long offset) {
    if (record instanceof FindingRecord f) {
      return new FindingRecord(offset, f.origin(), f.finding(), f.deleted(), f.payload());
    }
    if (record instanceof ObjectRecord o) {
      return new ObjectRecord(
          offset, o.origin(), o.datasource(), o.objectPath(), o.attributes(), o.payload());
    }
    if (record instanceof EndMarker e) {
      return new EndMarker(
          offset, e.taskId(), e.jobId(), e.attempt(), e.records(), e.failures(), e.payload());
    }
    return record instanceof Malformed m
        ? new Malformed(offset, m.sender(), m.rejection(), m.payload())
        : null;
  }

  /** Whether the database would not store it. */
  boolean isRefused() {
    return text.endsWith("!");
  }

  /** Whether it becomes a dead letter that counts for its task. */
  boolean isDeadLetter() {
    return isRefused() || (record instanceof Malformed m && m.sender() != null);
  }

  boolean tellsOfObject() {
    return record instanceof ObjectRecord;
  }

  boolean isEnd() {
    return record instanceof EndMarker;
  }

  /** Who sent it, as far as a landing can tell. */
  @Nullable Sender sender() {
    return origin == null || text.equals("??") ? null : origin.sender();
  }

  @Override
  public String toString() {
    return origin == null ? text : text + " of attempt " + origin.attempt();
  }
}
