package dev.fencepost.bench.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.finding.Finding;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SeededFindingsTest {

  private final SeededFindings findings = new SeededFindings(7);

  @Test
  void the_same_number_gives_the_same_finding() {
    assertThat(findings.finding(12, 0)).isEqualTo(new SeededFindings(7).finding(12, 0));
    assertThat(findings.finding(12, 0)).isNotEqualTo(new SeededFindings(8).finding(12, 0));
  }

  @Test
  void every_number_has_an_id_of_its_own() {
    assertThat(
            LongStream.range(0, 20_000)
                .mapToObj(number -> findings.finding(number, 0).id())
                .collect(Collectors.toSet()))
        .hasSize(20_000);
  }

  @Test
  void another_edition_is_the_same_finding_with_other_values() {
    Finding first = findings.finding(5, 0);
    Finding second = findings.finding(5, 1);

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.objectPath()).isEqualTo(first.objectPath());
    assertThat(second.confidence()).isNotEqualTo(first.confidence());
  }

  @Test
  void half_of_them_are_of_the_most_common_type() {
    long emails =
        LongStream.range(0, 10_000)
            .filter(number -> findings.finding(number, 0).infoType().equals("EMAIL_ADDRESS"))
            .count();

    assertThat(emails).isBetween(4_800L, 5_200L);
  }
}
