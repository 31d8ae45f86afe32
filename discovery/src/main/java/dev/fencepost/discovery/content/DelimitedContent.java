package dev.fencepost.discovery.content;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/** Comma or otherwise separated values: a field is a column. */
final class DelimitedContent {

  private static final Pattern COLUMN_NAME =
      Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_ .()/#-]{0,63}");
  private static final int PEEKED = 8192;
  private static final int MOST_COLUMNS = 1000;

  /** A longer record is not read as one: it is taken for plain text. */
  private static final int LONGEST_RECORD = 2 << 20;

  private final ContentSink sink;
  private final FieldNames names;

  DelimitedContent(ContentSink sink) {
    this.sink = sink;
    this.names = new FieldNames(sink);
  }

  void read(Reader text) throws IOException, MalformedContentException {
    BufferedReader buffered = new BufferedReader(text, PEEKED);
    // The reader belongs to the caller, so the parser on top of it is not closed either.
    @SuppressWarnings("resource")
    CsvReader<CsvRecord> records =
        CsvReader.builder()
            .fieldSeparator(separator(buffered))
            .maxBufferSize(LONGEST_RECORD)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(buffered);
    try {
      List<String> columns = null;
      for (CsvRecord row : records) {
        List<String> values = row.getFields();
        if (columns == null) {
          columns = header(values);
          if (!columns.isEmpty()) {
            continue;
          }
        }
        for (int i = 0; i < values.size(); i++) {
          sink.value(column(columns, i), values.get(i));
        }
      }
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    } catch (RuntimeException notDelimited) {
      throw new MalformedContentException("delimited text");
    }
  }

  private static char separator(BufferedReader text) throws IOException {
    text.mark(PEEKED);
    char[] head = new char[PEEKED];
    int length = Math.max(0, text.read(head, 0, PEEKED));
    text.reset();
    int[] counts = new int[128];
    for (int i = 0; i < length && head[i] != '\n'; i++) {
      if (head[i] < 128) {
        counts[head[i]]++;
      }
    }
    char best = ',';
    for (char candidate : new char[] {'\t', ';', '|'}) {
      best = counts[candidate] > counts[best] ? candidate : best;
    }
    return best;
  }

  /** The column names; empty if the first row is data, whose values must not become names. */
  private List<String> header(List<String> row) {
    List<String> columns = new ArrayList<>();
    for (String cell : row) {
      String name = cell.strip();
      boolean isName = COLUMN_NAME.matcher(name).matches();
      if (!isName
          || columns.size() >= MOST_COLUMNS
          || names.shown("", name).equals(ContentSink.CONCEALED)) {
        return List.of();
      }
      columns.add(name);
    }
    return new HashSet<>(columns).size() == columns.size() ? columns : List.of();
  }

  private static String column(List<String> columns, int index) {
    return index < columns.size() ? columns.get(index) : "column_" + (index + 1);
  }
}
