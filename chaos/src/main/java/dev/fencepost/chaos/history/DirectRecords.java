package dev.fencepost.chaos.history;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Records of a producer that opens no scan: new versions of a few findings, deletions, copies, and
 * records that are spoilt in every way that must not stop a stream.
 */
public final class DirectRecords {

  /** The data source that these findings belong to. */
  public static final String DATASOURCE = "chaos-direct";

  /** The header of a record that must become a dead letter. */
  public static final String SPOILT = "chaos-spoilt";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FINDINGS = 400;
  private static final int TOO_LARGE = 2 * 1024 * 1024;
  private static final List<String> TYPES =
      List.of("US_SSN", "EMAIL_ADDRESS", "CREDIT_CARD", "URL");

  private final Random random;

  /**
   * A record to send.
   *
   * @param place chooses the partition; the same for all versions of a finding
   * @param spoilt whether it must become a dead letter
   */
  public record Sending(int place, String value, boolean spoilt) {}

  public DirectRecords(long seed) {
    this.random = new Random(seed);
  }

  /** Some records to be sent together, in this order. */
  public List<Sending> next() {
    List<Sending> records = new ArrayList<>();
    int count = 1 + random.nextInt(20);
    for (int i = 0; i < count; i++) {
      if (random.nextInt(40) == 0) {
        records.add(new Sending(random.nextInt(FINDINGS), spoilt(), true));
        continue;
      }
      Sending record = finding(random.nextInt(FINDINGS));
      records.add(record);
      if (random.nextInt(15) == 0) {
        records.add(record);
      }
    }
    return records;
  }

  private Sending finding(int number) {
    ObjectNode json = base(number);
    if (random.nextInt(8) == 0) {
      json.put("deleted", true);
    }
    return new Sending(number, json.toString(), false);
  }

  private ObjectNode base(int number) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("finding_id", "direct-" + number)
            .put("datasource", DATASOURCE)
            .put("info_type", TYPES.get(random.nextInt(TYPES.size())))
            .put("confidence", random.nextInt(101) / 100.0)
            .put("match_count", 1 + random.nextInt(9))
            .put("object_path", "bucket/" + (char) ('a' + random.nextInt(26)) + "/" + number)
            .put("discovered_at", "2026-01-02T03:04:05." + (100 + random.nextInt(900)) + "Z");
    json.putObject("labels").put("public", random.nextBoolean() ? "true" : "false");
    return json;
  }

  private String spoilt() {
    ObjectNode json = base(random.nextInt(FINDINGS));
    return switch (random.nextInt(9)) {
      case 0 -> "{not json";
      case 1 -> "";
      case 2 -> json.put("confidence", 1.5).toString();
      case 3 -> json.put("confidence", "high").toString();
      case 4 -> json.without("finding_id").toString();
      case 5 -> json.put("unheard_of", 1).toString();
      case 6 -> json.put("object_path", "a\u0000b").toString();
      case 7 -> "{\"marker_type\":\"END_TASK\",\"task_id\":99999999,\"job_id\":1,\"attempt\":1}";
      default ->
          random.nextInt(10) == 0
              ? json.put("field", "x".repeat(TOO_LARGE)).toString()
              : json.put("scan_epoch", 7).toString();
    };
  }
}
