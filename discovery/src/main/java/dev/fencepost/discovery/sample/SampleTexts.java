package dev.fencepost.discovery.sample;

import static dev.fencepost.core.detection.InfoType.AWS_ACCESS_KEY;
import static dev.fencepost.core.detection.InfoType.EMAIL_ADDRESS;
import static dev.fencepost.core.detection.InfoType.IP_ADDRESS;
import static dev.fencepost.core.detection.InfoType.JWT;
import static dev.fencepost.core.detection.InfoType.PASSWORD_ASSIGNMENT;
import static dev.fencepost.core.detection.InfoType.PHONE_NUMBER;
import static dev.fencepost.core.detection.InfoType.PRIVATE_KEY;
import static dev.fencepost.core.detection.InfoType.URL;
import static dev.fencepost.core.detection.InfoType.US_SSN;

/** Running text: logs, pages, documents and configuration. */
final class SampleTexts {

  private SampleTexts() {}

  static void accessLog(SampleFile file, int lines) {
    FakeValues values = file.values();
    for (int i = 0; i < lines; i++) {
      file.plant(IP_ADDRESS).say(" - - [" + values.time() + "] \"GET /static/" + values.hex(8));
      file.say(
          ".js HTTP/1.1\" 200 " + values.digits(4) + " \"-\" \"Mozilla/5.0 Chrome/120.0.6099.");
      file.say(values.below(200) + " Safari/537.36\"\n");
    }
  }

  static void applicationLog(SampleFile file, int lines) {
    FakeValues values = file.values();
    for (int i = 0; i < lines; i++) {
      file.say(values.time() + " INFO  [worker-" + values.below(16) + "] ");
      switch (values.below(12)) {
        case 0 -> file.say("signed in: ").plant(EMAIL_ADDRESS);
        case 1 -> file.say("bearer ").plant(JWT);
        case 2 -> file.say("calling ").plant(URL);
        case 3 -> file.say("trace " + values.uuid() + " took " + values.digits(5) + " us");
        case 4 -> file.say("shipped order " + values.orderNumber());
        case 5 -> file.say("loaded module version " + values.version() + " at " + values.hex(40));
        default -> file.say(values.sentence(9));
      }
      file.line();
    }
  }

  /** Versions, hashes, dates and issue numbers; no values. */
  static void changelog(SampleFile file, int entries) {
    FakeValues values = file.values();
    file.say("# Changelog\n");
    for (int i = 0; i < entries; i++) {
      file.say("\n## Version " + values.version() + " (" + values.date() + ")\n\n");
      file.say(
          "- " + values.sentence(8) + " (#" + values.digits(5) + ", " + values.hex(40) + ")\n");
      file.say("- Upgrade library from version " + values.version() + ", build 20260102150405\n");
      file.say("- See RFC 2822, ISBN 978-3-16-148410-0, image@2x.png and git@example.com:a/b\n");
    }
  }

  static void document(SampleFile file, int paragraphs) {
    FakeValues values = file.values();
    file.say("# " + values.sentence(4) + "\n");
    for (int i = 0; i < paragraphs; i++) {
      file.say("\n" + values.sentence(30) + " ");
      switch (values.below(6)) {
        case 0 -> file.say("Write to ").plant(EMAIL_ADDRESS).say(".");
        case 1 -> file.say("Phone: ").plant(PHONE_NUMBER).say(".");
        case 2 -> file.say("See ").plant(URL).say(".");
        case 3 -> file.say("The SSN on file is ").plant(US_SSN).say(".");
        default -> file.say(values.sentence(20));
      }
      file.line();
    }
  }

  static void page(SampleFile file, int rows) {
    FakeValues values = file.values();
    file.say("<!DOCTYPE html><html><head><title>Directory</title><style>p{margin:1.2.3.4}</style>");
    file.say("</head><body>\n<h1>Directory</h1><table>\n");
    for (int i = 0; i < rows; i++) {
      file.say("<tr><td>" + values.name() + "</td><td><b>").plant(EMAIL_ADDRESS);
      file.say("</b></td><td>Phone</td><td>").plant(PHONE_NUMBER).say("</td></tr>\n");
    }
    file.say("</table><svg><path d='M" + values.coordinates() + "z'/></svg></body></html>\n");
  }

  static void environment(SampleFile file) {
    file.say("# deployed " + file.values().date() + "\nAPP_ENV=production\nDB_PASSWORD=");
    file.plant(PASSWORD_ASSIGNMENT).say("\nAWS_ACCESS_KEY_ID=").plant(AWS_ACCESS_KEY);
    file.say("\nDATABASE=")
        .plant(URL, "postgresql://app:" + file.values().hex(12) + "9z@db.example.com:5432/app");
    file.say("\nAPI_KEY=${FROM_VAULT}\nSECRET=\nTIMEOUT=30\n");
  }

  static void key(SampleFile file) {
    file.plant(PRIVATE_KEY).line();
  }

  static void keyHowTo(SampleFile file) {
    file.say("A key file begins with -----BEGIN PRIVATE KEY----- and ends with\n");
    file.say(
        "-----END PRIVATE KEY-----. Keep password: in a vault, as password=${KEY_PASSWORD}.\n");
    file.say("A token looks like eyJ... and an access key like AKIA followed by 16 characters.\n");
  }
}
