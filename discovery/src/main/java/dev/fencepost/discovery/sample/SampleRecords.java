package dev.fencepost.discovery.sample;

import static dev.fencepost.core.detection.InfoType.CREDIT_CARD;
import static dev.fencepost.core.detection.InfoType.EMAIL_ADDRESS;
import static dev.fencepost.core.detection.InfoType.IBAN;
import static dev.fencepost.core.detection.InfoType.IP_ADDRESS;
import static dev.fencepost.core.detection.InfoType.PASSWORD_ASSIGNMENT;
import static dev.fencepost.core.detection.InfoType.PHONE_NUMBER;
import static dev.fencepost.core.detection.InfoType.US_SSN;

/** Structured records: exports, dumps, and their harmless twins. */
final class SampleRecords {

  private SampleRecords() {}

  static void customers(SampleFile file, int rows) {
    file.say("id,name,email,phone,ssn,signup_date,note\n");
    for (int i = 0; i < rows; i++) {
      file.say(i + "," + file.values().name() + ",").plant(EMAIL_ADDRESS);
      file.say(",").plant(PHONE_NUMBER).say(",").plant(US_SSN);
      file.say("," + file.values().date() + ",\"" + file.values().sentence(4) + "\"\n");
    }
  }

  static void payments(SampleFile file, int rows) {
    file.say("payment;card_number;iban;amount\n");
    for (int i = 0; i < rows; i++) {
      file.say(file.values().uuid() + ";").plant(CREDIT_CARD).say(";").plant(IBAN);
      file.say(";" + file.values().below(900) + ",50\n");
    }
  }

  /** Nothing sensitive, though much of it has the length of something that is. */
  static void orders(SampleFile file, int rows) {
    FakeValues values = file.values();
    file.say("order_no,sku,tracking,ordered_at,ean,trace_id\n");
    for (int i = 0; i < rows; i++) {
      file.say(values.orderNumber() + ",SKU-" + values.digits(3) + "-" + values.digits(6));
      file.say(",1Z" + values.digits(16) + "," + values.time().replace(',', '.'));
      file.say(",40" + values.digits(11) + "," + values.uuid() + "\n");
    }
  }

  static void places(SampleFile file, int rows) {
    file.say("place\tlat_lon\televation\n");
    for (int i = 0; i < rows; i++) {
      FakeValues values = file.values();
      file.say("P" + i + "\t" + values.coordinates() + "\t" + values.digits(3) + "\n");
    }
  }

  static void people(SampleFile file, int count) {
    file.say("{\"exported_at\":\"" + file.values().date() + "\",\"people\":[");
    for (int i = 0; i < count; i++) {
      file.say(i == 0 ? "\n" : ",\n")
          .say("{\"name\":\"" + file.values().name() + "\",\"contact\":");
      file.say("{\"email\":\"").plant(EMAIL_ADDRESS).say("\",\"phone\":\"").plant(PHONE_NUMBER);
      file.say("\"},\"tax\":{\"ssn\":\"").plant(US_SSN).say("\"},\"score\":");
      file.say(file.values().below(100) + "}");
    }
    file.say("\n]}\n");
  }

  static void events(SampleFile file, int count) {
    for (int i = 0; i < count; i++) {
      file.say(
          "{\"at\":17672256" + file.values().digits(5) + ",\"event\":\"login\",\"client_ip\":\"");
      file.plant(IP_ADDRESS).say("\",\"trace\":\"" + file.values().hex(32) + "\"}\n");
    }
  }

  static void accountsXml(SampleFile file, int count) {
    file.say("<?xml version=\"1.0\"?>\n<accounts>\n");
    for (int i = 0; i < count; i++) {
      file.say(" <account no=\"" + i + "\"><iban>").plant(IBAN).say("</iban><owner mail=\"");
      file.plant(EMAIL_ADDRESS).say("\">" + file.values().name() + "</owner></account>\n");
    }
    file.say("</accounts>\n");
  }

  static void settings(SampleFile file) {
    file.say(
        "service:\n  name: billing\n  version: " + file.values().version() + "\n  password: \"");
    file.plant(PASSWORD_ASSIGNMENT).say("\"\n  retries: 3\n  template: ${SERVICE_TEMPLATE}\n");
  }
}
