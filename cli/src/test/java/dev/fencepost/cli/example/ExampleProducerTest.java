package dev.fencepost.cli.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fencepost.core.landing.Incoming;
import dev.fencepost.core.landing.Incoming.FindingRecord;
import dev.fencepost.core.landing.Incoming.ObjectRecord;
import dev.fencepost.core.landing.Incoming.Origin;
import dev.fencepost.engine.record.RecordDecoder;
import dev.fencepost.local.home.ProjectRoot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The producer in Python sends what the decoder takes, to the partition that it was told. */
class ExampleProducerTest {

  private static final Origin ORIGIN = new Origin(7, 8, 1, 3);

  @BeforeAll
  static void require_python() throws Exception {
    boolean there;
    try {
      there = new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      there = false;
    }
    assumeTrue(there, "there is no python3 to try the example with");
  }

  @Test
  void its_records_are_an_object_and_its_findings(@TempDir Path folder) throws Exception {
    List<String> lines = dryRun(folder, 8, 5);

    assertThat(lines).hasSize(3);
    RecordDecoder decoder = new RecordDecoder();
    List<Incoming> records =
        lines.stream().map(line -> decoder.decode(0, bytes(line.split("\t", 2)[1]))).toList();
    assertThat(records.get(0))
        .isInstanceOfSatisfying(
            ObjectRecord.class,
            object -> {
              assertThat(object.origin()).isEqualTo(ORIGIN);
              assertThat(object.objectPath()).isEqualTo("customers.csv");
              assertThat(object.attributes().size()).isPositive();
            });
    assertThat(records.subList(1, 3))
        .allSatisfy(
            record -> {
              FindingRecord finding = (FindingRecord) record;
              assertThat(finding.origin()).isEqualTo(ORIGIN);
              assertThat(finding.finding().infoType()).isEqualTo("EMAIL_ADDRESS");
            })
        .extracting(record -> ((FindingRecord) record).finding().field())
        .containsExactly("mail", "notes");
    assertThat(((FindingRecord) records.get(1)).finding().matchCount()).isEqualTo(2);
    assertThat(String.join("", lines)).doesNotContain("ann@", "bob@");
  }

  @ParameterizedTest
  @CsvSource({"1,0", "8,0", "8,7", "50,33"})
  void its_keys_lead_to_the_partition(int partitions, int partition, @TempDir Path folder)
      throws Exception {
    assertThat(dryRun(folder, partitions, partition))
        .allSatisfy(
            line -> {
              int hash = Utils.murmur2(bytes(line.split("\t", 2)[0]));
              assertThat(Utils.toPositive(hash) % partitions).isEqualTo(partition);
            });
  }

  private static List<String> dryRun(Path folder, int partitions, int partition) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("customers.csv"),
            "name,mail,notes\nAnn,ann@example.com,none\nBob,bob@example.com,or bob@example.org\n");
    Path scan =
        Files.writeString(
            folder.resolve("scan.json"),
            """
            {"scan": 6, "job_id": 8, "task_id": 7, "attempt": 1, "scan_epoch": 3,
             "datasource": "crm", "node_group": "default", "topic": "findings",
             "partition": %d, "partitions": %d}
            """
                .formatted(partition, partitions));
    Process python =
        new ProcessBuilder(
                "python3",
                ProjectRoot.find().folder().resolve("examples/producer/report.py").toString(),
                "--dry-run",
                scan.toString(),
                file.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(python.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(python.exitValue()).as(output).isZero();
    return output.lines().toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
