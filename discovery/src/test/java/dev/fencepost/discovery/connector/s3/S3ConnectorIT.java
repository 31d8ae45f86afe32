package dev.fencepost.discovery.connector.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.discovery.connector.Connector;
import dev.fencepost.discovery.connector.ConnectorException;
import dev.fencepost.discovery.connector.KeyRange;
import dev.fencepost.discovery.connector.Listed;
import dev.fencepost.discovery.connector.Listed.StoredObject;
import dev.fencepost.discovery.connector.Listing;
import dev.fencepost.discovery.connector.Opened;
import dev.fencepost.discovery.connector.SourceAwayException;
import dev.fencepost.discovery.connector.SourceBusyException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class S3ConnectorIT {

  private final TestBucket bucket;

  S3ConnectorIT() throws Exception {
    bucket = new TestBucket();
  }

  @AfterEach
  void remove() throws Exception {
    bucket.close();
  }

  private Connector open(Map<String, String> more) throws Exception {
    Map<String, String> properties = new HashMap<>(bucket.properties());
    properties.putAll(more);
    return new S3Provider()
        .open(
            properties,
            reference -> Optional.ofNullable(bucket.secrets().get(reference)).orElse("wrong"));
  }

  @Test
  void facts_come_from_the_listing_and_from_opening() throws Exception {
    bucket.put("report.csv", "name\nana\n");
    try (Connector connector = open(Map.of());
        Listing listing = connector.list(KeyRange.ALL);
        Opened opened = connector.open("report.csv").orElseThrow()) {
      StoredObject listed = (StoredObject) listing.next().orElseThrow();
      assertThat(listed.facts().bytes()).isEqualTo(9);
      assertThat(listed.facts().labels()).containsKeys("etag", "storage_class");
      assertThat(opened.facts().bytes()).isEqualTo(9);
      assertThat(opened.facts().modifiedAt()).isNotNull();
      assertThat(opened.labels()).containsEntry("meta.project", "tern");
    }
  }

  @Test
  void a_large_object_is_read_up_to_the_limit_and_its_size_is_known() throws Exception {
    bucket.put("large", "0123456789".repeat(1000));
    try (Connector connector = open(Map.of("max_object_bytes", "25"));
        Opened opened = connector.open("large").orElseThrow()) {
      assertThat(new String(opened.bytes().readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("0123456789012345678901234");
      assertThat(opened.facts().bytes()).isEqualTo(10_000);
    }
  }

  @Test
  void a_listing_goes_on_behind_its_first_page() throws Exception {
    for (int i = 0; i < 1005; i++) {
      bucket.put("k%05d".formatted(i), "");
    }
    try (Connector connector = open(Map.of());
        Listing listing = connector.list(new KeyRange("k00002", null))) {
      int count = 0;
      for (Optional<Listed> next = listing.next(); next.isPresent(); next = listing.next()) {
        count++;
      }
      assertThat(count).isEqualTo(1003);
    }
  }

  @Test
  void a_store_that_asks_for_patience_costs_no_attempt() throws Exception {
    bucket.put("x", "y");
    bucket.gate().refuse("list-type=2", "503 SlowDown");
    bucket.gate().refuse("/data/x", "503 SlowDown");
    try (Connector connector = open(Map.of());
        Listing listing = connector.list(KeyRange.ALL)) {
      assertThatThrownBy(listing::next).isInstanceOf(SourceBusyException.class);
      assertThatThrownBy(() -> connector.open("x")).isInstanceOf(SourceBusyException.class);
    }
  }

  @Test
  void an_answer_that_is_no_listing_is_no_empty_one() throws Exception {
    bucket.gate().refuse("list-type=2", "200 OK");
    try (Connector connector = open(Map.of());
        Listing listing = connector.list(KeyRange.ALL)) {
      assertThatThrownBy(listing::next)
          .isInstanceOf(SourceAwayException.class)
          .hasMessageContaining("no listing");
    }
  }

  @Test
  void a_wrong_secret_is_a_failure_of_the_source_and_not_of_an_object() throws Exception {
    bucket.put("x", "y");
    try (Connector connector = open(Map.of("secret_access_key", "env:OTHER"))) {
      assertThatThrownBy(() -> connector.open("x"))
          .isInstanceOf(SourceAwayException.class)
          .hasMessageContaining("SignatureDoesNotMatch");
    }
  }

  @Test
  void addresses_that_give_away_a_machines_identity_are_no_stores() {
    assertThatThrownBy(() -> open(Map.of("endpoint", "http://169.254.169.254")))
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining("metadata");
  }
}
