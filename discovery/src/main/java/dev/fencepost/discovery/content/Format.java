package dev.fencepost.discovery.content;

import java.io.IOException;
import java.io.Reader;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the text of an object is structured, as its name says. */
public enum Format {
  TEXT,
  DELIMITED,
  JSON,
  XML,
  HTML,
  KEYED;

  /** The format of a key; a {@code .gz} at its end is looked through. */
  public static Format of(String key) {
    String name = key.substring(key.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    if (name.endsWith(".gz")) {
      name = name.substring(0, name.length() - 3);
    }
    if (name.startsWith(".env")) {
      return KEYED;
    }
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "csv", "tsv", "tab" -> DELIMITED;
      case "json", "jsonl", "ndjson", "geojson" -> JSON;
      case "xml" -> XML;
      case "html", "htm", "xhtml" -> HTML;
      case "properties", "env", "yaml", "yml", "ini", "conf", "cfg", "toml" -> KEYED;
      default -> TEXT;
    };
  }

  /**
   * The format of an object: what its source says about rows, otherwise what its key says,
   * otherwise what its source says.
   *
   * @param contentType null where the source does not say
   */
  public static Format of(String key, @Nullable String contentType) {
    if (contentType == null) {
      return of(key);
    }
    int end = contentType.indexOf(';');
    String type = (end < 0 ? contentType : contentType.substring(0, end)).strip();
    if (type.equals("application/x-ndjson")) {
      return JSON;
    }
    Format named = of(key);
    return named != TEXT ? named : ofType(type.toLowerCase(Locale.ROOT));
  }

  private static Format ofType(String type) {
    return switch (type) {
      case "text/csv", "text/tab-separated-values" -> DELIMITED;
      case "application/json", "application/geo+json" -> JSON;
      case "application/xml", "text/xml" -> XML;
      case "text/html", "application/xhtml+xml" -> HTML;
      default -> TEXT;
    };
  }

  /**
   * Reads a text of this format into a sink; never closes the reader.
   *
   * @throws MalformedContentException if the text is of another format after all; the sink may have
   *     received a part of it
   */
  public void read(Reader text, ContentSink sink) throws IOException, MalformedContentException {
    switch (this) {
      case TEXT -> sink.text(text);
      case KEYED -> sink.keyedLines(text);
      case DELIMITED -> new DelimitedContent(sink).read(text);
      case JSON -> new JsonContent(sink).read(text);
      case XML -> new XmlContent(sink).read(text);
      case HTML -> new HtmlContent(sink).read(text);
    }
  }
}
