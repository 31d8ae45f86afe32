package dev.fencepost.discovery.classify;

import dev.fencepost.discovery.classify.ObjectScan.Outcome;
import dev.fencepost.discovery.connector.Connector;
import dev.fencepost.discovery.connector.Opened;
import dev.fencepost.discovery.connector.SourceAwayException;
import dev.fencepost.discovery.content.ContentSink;
import dev.fencepost.discovery.content.DecodedText;
import dev.fencepost.discovery.content.Format;
import dev.fencepost.discovery.content.KeyedLines;
import dev.fencepost.discovery.content.MalformedContentException;
import dev.fencepost.discovery.detect.Detectors;
import dev.fencepost.discovery.detect.Hit;
import dev.fencepost.discovery.detect.Passage;
import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reads objects of one data source and finds what is sensitive in them. Safe for many threads. */
public final class ObjectScanner {

  /** Enough for documents and logs; what is behind it is left out and the object marked as cut. */
  public static final long DEFAULT_MOST_BYTES = 64L << 20;

  private final ScannedSource source;
  private final Connector connector;
  private final Detectors detectors;
  private final Fingerprints fingerprints;
  private final InstantSource clock;
  private final long mostBytes;

  public ObjectScanner(
      ScannedSource source,
      Connector connector,
      Detectors detectors,
      Fingerprints fingerprints,
      InstantSource clock,
      long mostBytes) {
    this.source = source;
    this.connector = connector;
    this.detectors = detectors;
    this.fingerprints = fingerprints;
    this.clock = clock;
    this.mostBytes = mostBytes;
  }

  /**
   * Scans one object. An object that cannot be read is an outcome.
   *
   * @throws IOException if the data source as a whole cannot be read
   */
  public ObjectScan scan(String key) throws IOException {
    try {
      return scan(key, null);
    } catch (MalformedContentException otherFormat) {
      return asPlainText(key);
    }
  }

  private ObjectScan asPlainText(String key) throws IOException {
    try {
      return scan(key, Format.TEXT);
    } catch (MalformedContentException impossible) {
      throw new IllegalStateException("plain text has no form to violate", impossible);
    }
  }

  /**
   * @param format null for what key and source say
   */
  private ObjectScan scan(String key, @Nullable Format format)
      throws IOException, MalformedContentException {
    Optional<Opened> found;
    try {
      found = connector.open(key);
    } catch (AccessDeniedException denied) {
      return ObjectScan.without(key, Outcome.UNREADABLE, "Permission denied.");
    } catch (FileSystemException failure) {
      return ObjectScan.without(key, Outcome.UNREADABLE, "It cannot be opened.");
    }
    if (found.isEmpty()) {
      return ObjectScan.without(key, Outcome.VANISHED, "");
    }
    try (Opened opened = found.get()) {
      Format stated = Format.of(key, opened.facts().contentType());
      return read(key, format == null ? stated : format, opened);
    } catch (SourceAwayException away) {
      throw away;
    } catch (ZipException | EOFException damaged) {
      return ObjectScan.without(key, Outcome.UNREADABLE, "The compressed content is damaged.");
    } catch (IOException failure) {
      return ObjectScan.without(key, Outcome.UNREADABLE, "Reading it failed.");
    }
  }

  private ObjectScan read(String key, Format format, Opened opened)
      throws IOException, MalformedContentException {
    DecodedText text = DecodedText.of(opened.bytes(), mostBytes);
    if (text.unsupported().isPresent()) {
      return ObjectScan.without(key, Outcome.UNSUPPORTED, text.unsupported().get());
    }
    if (text.isBinary()) {
      return ObjectScan.without(key, Outcome.BINARY, "");
    }
    ObjectTally tally = new ObjectTally(source, key, fingerprints);
    format.read(text.reader(), new Counting(tally));
    return new ObjectScan(
        key,
        text.wasCut() ? Outcome.CUT : Outcome.SCANNED,
        opened.facts(),
        "",
        tally.findings(opened.labels(), clock.instant()));
  }

  /** Runs the detectors over what an object says. */
  private final class Counting implements ContentSink {

    private final ObjectTally tally;

    Counting(ObjectTally tally) {
      this.tally = tally;
    }

    @Override
    public int value(String field, String value) {
      return detectors.scan(
          new Passage(field, value),
          hit -> tally.add(field, hit, value.substring((int) hit.start(), (int) hit.end())));
    }

    @Override
    public void text(Reader text) throws IOException {
      detectors.scan(text, (window, start, hit) -> tally.add("", hit, in(window, start, hit)));
    }

    @Override
    public void keyedLines(Reader text) throws IOException {
      detectors.scan(
          text,
          (window, start, hit) ->
              tally.add(
                  ShownKeys.shown(detectors, KeyedLines.keyAt(window, start)),
                  hit,
                  in(window, start, hit)));
    }

    private static String in(String window, int start, Hit hit) {
      return window.substring(start, start + (int) (hit.end() - hit.start()));
    }
  }
}
