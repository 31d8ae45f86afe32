package dev.fencepost.discovery.classify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.discovery.classify.ObjectScan.Outcome;
import dev.fencepost.discovery.connector.file.FileConnector;
import dev.fencepost.discovery.detect.Detectors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectScannerTest {

  private static final long LIMIT = 4 << 20;
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.123456Z");

  @TempDir Path root = Path.of("");

  private ObjectScan scan(String key, byte[] content) throws Exception {
    Path path = root.resolve(key);
    Files.createDirectories(path.getParent());
    Files.write(path, content);
    return scan(key);
  }

  private ObjectScan scan(String key) throws Exception {
    try (FileConnector connector = FileConnector.open(root)) {
      return new ObjectScanner(
              new ScannedSource("docs", "default"),
              connector,
              Detectors.standard(),
              Fingerprints.keyedBy("a key"),
              InstantSource.fixed(NOW),
              LIMIT)
          .scan(key);
    }
  }

  private List<String> found(String key, String content) throws Exception {
    ObjectScan scan = scan(key, content.getBytes(UTF_8));
    assertThat(scan.outcome()).isEqualTo(Outcome.SCANNED);
    return shown(scan);
  }

  private static List<String> shown(ObjectScan scan) {
    return scan.findings().stream()
        .map(f -> f.field() + " " + f.infoType() + " " + f.matchCount())
        .toList();
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }

  @Test
  void a_finding_says_where_and_how_sure_but_never_what() throws Exception {
    ObjectScan scan =
        scan("hr/staff.csv", "name,ssn\nJo,536-22-1234\nAl,536-22-1235\n".getBytes(UTF_8));

    Finding finding = scan.findings().get(0);
    assertThat(scan.findings()).hasSize(1);
    assertThat(finding.field()).isEqualTo("ssn");
    assertThat(finding.matchCount()).isEqualTo(2);
    assertThat(finding.objectPath()).isEqualTo("hr/staff.csv");
    assertThat(finding.discoveredAt()).isEqualTo(NOW);
    assertThat(finding.id()).matches("[0-9a-f]{32}");
    assertThat(finding.labels())
        .containsEntry("top", "hr")
        .containsEntry("extension", "csv")
        .containsEntry("reasons", "format,grouping,context")
        .containsEntry("sample", "***-**-**34")
        .containsKey("value_hash")
        .containsKeys("owner", "public");
    assertThat(scan.toString()).doesNotContain("536");
    assertThat(scan("hr/staff.csv").findings()).isEqualTo(scan.findings());
  }

  @Test
  void fields_are_named_by_the_format() throws Exception {
    assertThat(found("a.csv", "id;mail\n1;jo@example.com\n"))
        .containsExactly("mail EMAIL_ADDRESS 1");
    assertThat(found("a.csv", "1,jo@example.com\n")).containsExactly("column_2 EMAIL_ADDRESS 1");
    assertThat(found("a.tsv", "a\tb\nx\t\"jo@example.com\"\n"))
        .containsExactly("b EMAIL_ADDRESS 1");
    assertThat(found("a.json", "{\"u\":[{\"ssn\":536221234},{\"ssn\":\"536-22-1235\"}]}"))
        .containsExactly("u[].ssn US_SSN 2");
    assertThat(found("a.jsonl", "{\"m\":\"jo@example.com\"}\n{\"m\":\"al@example.com\"}\n"))
        .containsExactly("m EMAIL_ADDRESS 2");
    assertThat(found("a.xml", "<c><u mail='jo@example.com'><ssn>536221234</ssn></u></c>"))
        .containsExactly("c/u/ssn US_SSN 1", "c/u@mail EMAIL_ADDRESS 1");
    assertThat(
            found("a.html", "<p>Write to <b>jo</b>@example.com<script>x='al@example.com'</script>"))
        .containsExactly(" EMAIL_ADDRESS 2");
    assertThat(found("a.yaml", "db:\n  password: Tr0ub4dor\n"))
        .containsExactly("password PASSWORD_ASSIGNMENT 1");
    assertThat(found(".env", "export API_KEY='f00dbabe99'\n"))
        .containsExactly("API_KEY PASSWORD_ASSIGNMENT 1");
  }

  @Test
  void names_that_are_values_are_concealed() throws Exception {
    assertThat(found("a.json", "{\"jo@example.com\":{\"ip\":\"203.0.113.9\"}}"))
        .containsExactly(" EMAIL_ADDRESS 1", "*.ip IP_ADDRESS 1");
    assertThat(found("a.csv", "jo@example.com,x\nal@example.com,y\n"))
        .containsExactly("column_1 EMAIL_ADDRESS 2");
  }

  @Test
  void keys_that_are_values_are_concealed() throws Exception {
    assertThat(found("a.yaml", "415-555-2671: jo@example.com\n"))
        .containsExactly(" PHONE_NUMBER 1", "* EMAIL_ADDRESS 1");
    assertThat(found("b.yaml", "536221234: jo@example.com\n")).containsExactly("* EMAIL_ADDRESS 1");
    assertThat(found("b.json", "{\"536221234\": \"jo@example.com\"}"))
        .containsExactly("* EMAIL_ADDRESS 1");
  }

  @Test
  void what_a_parser_could_not_hold_is_read_as_plain_text() throws Exception {
    String much = "lorem ipsum ".repeat(200_000);
    assertThat(shown(scan("a.json", ("{\"a\":\"jo@example.com " + much + "\"}").getBytes(UTF_8))))
        .containsExactly(" EMAIL_ADDRESS 1");
    assertThat(shown(scan("a.html", ("<p>jo@example.com " + much).getBytes(UTF_8))))
        .containsExactly(" EMAIL_ADDRESS 1");
    assertThat(shown(scan("a.csv", ("a,b\n\"jo@example.com " + much).getBytes(UTF_8))))
        .containsExactly(" EMAIL_ADDRESS 1");
  }

  /** The limit is far above what is needed and far below what repairing such pages takes. */
  @ParameterizedTest
  @ValueSource(strings = {"<table><b>", "<b>", "<p><b><i><a href=x>", "<i></b>", "<!--", "<", "&"})
  void hostile_pages_take_linear_time(String piece) {
    byte[] page = (piece.repeat(1_900_000 / piece.length()) + ">jo@example.com").getBytes(UTF_8);

    ObjectScan scan = assertTimeout(Duration.ofSeconds(20), () -> scan("hostile.html", page));
    assertThat(scan.outcome()).isEqualTo(Outcome.SCANNED);
  }

  @Test
  void broken_structure_is_read_as_plain_text() throws Exception {
    assertThat(found("a.json", "{\"m\":\"jo@example.com\", oops"))
        .containsExactly(" EMAIL_ADDRESS 1");
    assertThat(found("a.xml", "<a>jo@example.com</b>")).containsExactly(" EMAIL_ADDRESS 1");
    assertThat(found("b.json", "[".repeat(5000) + "jo@example.com"))
        .containsExactly(" EMAIL_ADDRESS 1");
  }

  @Test
  void encodings_are_recognised() throws Exception {
    String text = "é ÿ jo@example.com";
    byte[] marked = ("\uFEFF" + text).getBytes(UTF_16LE);

    assertThat(shown(scan("utf16.txt", marked))).containsExactly(" EMAIL_ADDRESS 1");
    assertThat(shown(scan("latin1.txt", text.getBytes(ISO_8859_1))))
        .containsExactly(" EMAIL_ADDRESS 1");
    assertThat(shown(scan("bom.csv", "\uFEFFmail\njo@example.com".getBytes(UTF_8))))
        .containsExactly("mail EMAIL_ADDRESS 1");
  }

  @Test
  void compressed_content_is_inflated_up_to_the_limit() throws Exception {
    byte[] small = gzip("mail\njo@example.com\n".getBytes(UTF_8));
    assertThat(shown(scan("a.csv.gz", small))).containsExactly("mail EMAIL_ADDRESS 1");

    byte[] bomb = gzip(("jo@example.com" + " ".repeat(50_000_000)).getBytes(UTF_8));
    ObjectScan cut = scan("bomb.txt.gz", bomb);
    assertThat(cut.outcome()).isEqualTo(Outcome.CUT);
    assertThat(shown(cut)).containsExactly(" EMAIL_ADDRESS 1");

    ObjectScan damaged = scan("damaged.gz", Arrays.copyOf(small, small.length - 9));
    assertThat(damaged.outcome()).isEqualTo(Outcome.UNREADABLE);
  }

  @Test
  void what_is_not_text_is_an_outcome() throws Exception {
    assertThat(scan("x.bin", new byte[] {1, 2, 0, 4}).outcome()).isEqualTo(Outcome.BINARY);
    assertThat(scan("x.pdf", "%PDF-1.7 x".getBytes(UTF_8)).outcome())
        .isEqualTo(Outcome.UNSUPPORTED);
    assertThat(scan("x.docx", "PK\3\4xxxx".getBytes(UTF_8)).outcome())
        .isEqualTo(Outcome.UNSUPPORTED);
    assertThat(scan("twice.gz", gzip(gzip(new byte[9]))).outcome()).isEqualTo(Outcome.UNSUPPORTED);
    assertThat(scan("empty.json", new byte[0]).outcome()).isEqualTo(Outcome.SCANNED);
    assertThat(scan("gone").outcome()).isEqualTo(Outcome.VANISHED);
  }

  @Test
  void an_object_with_too_many_fields_has_a_bounded_number_of_findings() throws Exception {
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < 5000; i++) {
      json.append(i == 0 ? "" : ",").append("\"f").append(i).append("\":\"jo@example.com\"");
    }
    List<String> found = found("wide.json", json.append('}').toString());

    assertThat(found).hasSize(ObjectTally.MOST_FIELDS + 1);
    assertThat(found).contains(ObjectTally.OTHER_FIELDS + " EMAIL_ADDRESS 4800");
  }
}
