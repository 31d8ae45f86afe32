package dev.fencepost.discovery.classify;

import dev.fencepost.discovery.classify.Places.Place;
import dev.fencepost.discovery.content.ContentSink;
import dev.fencepost.discovery.content.Format;
import dev.fencepost.discovery.content.KeyedLines;
import dev.fencepost.discovery.content.MalformedContentException;
import dev.fencepost.discovery.detect.Detectors;
import dev.fencepost.discovery.detect.Explained;
import dev.fencepost.discovery.detect.Hit;
import dev.fencepost.discovery.detect.Passage;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Says of one text what the detectors see in it and why, with the same detectors and the same
 * reading of formats as a scan. It keeps the text and all that is seen in memory.
 */
public final class TextExplainer {

  private final Detectors detectors;

  public TextExplainer(Detectors detectors) {
    this.detectors = detectors;
  }

  /** All that is seen in a text of some format, hit or not; of another format, as plain text. */
  public List<Explanation> explain(String text, Format format) {
    try {
      Seeing seeing = new Seeing(text, format);
      format.read(new StringReader(text), seeing);
      return seeing.seen;
    } catch (MalformedContentException otherFormat) {
      return explain(text, Format.TEXT);
    } catch (IOException impossible) {
      throw new UncheckedIOException("a text in memory can always be read", impossible);
    }
  }

  /** All that is seen in the value of one field, hit or not. */
  public List<Explanation> explainField(String field, String value) {
    Seeing seeing = new Seeing(value, Format.TEXT);
    seeing.value(field, value);
    return seeing.seen;
  }

  private final class Seeing implements ContentSink {

    private final Places places;
    private final boolean verbatim;
    private final List<Explanation> seen = new ArrayList<>();

    /**
     * @param format whose running text is the text itself, or what a parser makes of it
     */
    Seeing(String text, Format format) {
      this.places = new Places(text);
      this.verbatim = format == Format.TEXT || format == Format.KEYED;
    }

    @Override
    public int value(String field, String value) {
      List<Explained> explained = detectors.explain(new Passage(field, value));
      int start = places.next(value);
      for (Explained one : explained) {
        int from = (int) one.hit().start();
        add(field, one, value, start < 0 ? Place.UNKNOWN : places.at(start + from));
      }
      return detectors.scan(new Passage(field, value), hit -> {});
    }

    @Override
    public void text(Reader reader) throws IOException {
      String text = readAll(reader);
      long before = -1;
      Place place = Place.UNKNOWN;
      for (Explained one : detectors.explain(Passage.of(text))) {
        Hit hit = one.hit();
        if (hit.start() != before) {
          place = verbatim ? places.at((int) hit.start()) : next(text, hit);
        }
        before = hit.start();
        add("", one, text, place);
      }
    }

    private Place next(String text, Hit hit) {
      int start = places.next(text.substring((int) hit.start(), (int) hit.end()));
      return start < 0 ? Place.UNKNOWN : places.at(start);
    }

    @Override
    public void keyedLines(Reader reader) throws IOException {
      String text = readAll(reader);
      for (Explained one : detectors.explain(Passage.of(text))) {
        int start = (int) one.hit().start();
        String key = ShownKeys.shown(detectors, KeyedLines.keyAt(text, start));
        add(key, one, text, places.at(start));
      }
    }

    private void add(String field, Explained one, String text, Place place) {
      Hit hit = one.hit();
      String value = text.substring((int) hit.start(), (int) hit.end());
      seen.add(
          new Explanation(
              place.line(),
              place.column(),
              field,
              hit.infoType(),
              MaskedSample.of(hit.infoType(), value),
              hit.score(),
              one.outcome()));
    }

    private static String readAll(Reader reader) throws IOException {
      StringWriter all = new StringWriter();
      reader.transferTo(all);
      return all.toString();
    }
  }
}
