package dev.fencepost.discovery.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import dev.fencepost.core.detection.InfoType;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** All files of the sample for a seed, in memory: a few megabytes. */
final class SamplePlan {

  private final SplittableRandom random;
  private final List<SampleFile> files = new ArrayList<>();

  private SamplePlan(long seed) {
    this.random = new SplittableRandom(seed);
  }

  static List<SampleFile> of(long seed) {
    SamplePlan plan = new SamplePlan(seed);
    plan.records();
    plan.texts();
    plan.lookAlikes();
    plan.oddities();
    return plan.files;
  }

  private SampleFile file(String key) {
    SampleFile file = new SampleFile(key, new FakeValues(random.split()));
    files.add(file);
    return file;
  }

  private int size(int least) {
    return least + random.nextInt(least);
  }

  private void records() {
    for (int i = 0; i < 24; i++) {
      SampleRecords.customers(file("crm/export/customers-" + i + ".csv"), size(120));
      SampleRecords.payments(
          file("finance/" + (2020 + i % 6) + "/payments-" + i + ".csv"), size(80));
      SampleRecords.people(file("hr/dumps/people-" + i + ".json"), size(50));
    }
    for (int i = 0; i < 16; i++) {
      SampleRecords.events(file("web/events/part-" + i + ".jsonl"), size(150));
      SampleRecords.accountsXml(file("finance/xml/accounts-" + i + ".xml"), size(40));
      SampleRecords.settings(file("services/s" + i + "/application.yaml"));
    }
    SampleRecords.customers(file("archive/2019/customers.csv.gz"), size(200));
    SampleRecords.people(file("archive/2019/people.json"), size(80));
  }

  private void texts() {
    for (int i = 0; i < 20; i++) {
      SampleTexts.accessLog(
          file("web/logs/access." + i + (i % 2 == 0 ? ".log" : ".log.gz")), size(150));
      SampleTexts.applicationLog(file("services/s" + i + "/app.log"), size(200));
      SampleTexts.document(file("docs/handbook/chapter-" + i + ".md"), size(12));
      SampleTexts.page(file("web/pages/directory-" + i + ".html"), size(30));
      SampleTexts.environment(file("services/s" + i + "/.env"));
    }
    for (int i = 0; i < 3; i++) {
      SampleTexts.key(file("services/s" + i + "/tls/server.pem"));
    }
    SampleTexts.document(file("archive/2019/minutes.txt"), size(20));
  }

  private void lookAlikes() {
    for (int i = 0; i < 16; i++) {
      SampleRecords.orders(file("shop/orders-" + i + ".csv"), size(60));
      SampleTexts.changelog(file("docs/changes/CHANGELOG-" + i + ".md"), size(20));
    }
    for (int i = 0; i < 8; i++) {
      SampleRecords.places(file("shop/places-" + i + ".tsv"), size(100));
      SampleTexts.keyHowTo(file("docs/howto/keys-" + i + ".txt"));
    }
  }

  private void oddities() {
    for (String name :
        List.of(
            "with space",
            "-dash",
            "new\nline",
            "percent%41",
            "ünïcode",
            "日本",
            "clef 𝄞",
            "a'b\"c")) {
      SampleFile file = file("odd/" + name + ".txt");
      file.say("Contact: ").plant(InfoType.EMAIL_ADDRESS).line();
    }
    for (String sibling : List.of("a-b", "a.txt", "a/b", "a0")) {
      file("odd/order/" + sibling).say("ssn: ").plant(InfoType.US_SSN).line();
    }
    file("deep/" + "level/".repeat(24) + "note.txt").say("SSN ").plant(InfoType.US_SSN).line();
    file("odd/empty.txt");
    file("odd/noise.bin").rawBytes(noise());
    file("odd/picture.png").rawBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0});
    SampleFile wide = file("odd/utf-16.txt");
    wide.say("\uFEFFMail ").plant(InfoType.EMAIL_ADDRESS).line();
    wide.rawBytes(wide.text().getBytes(UTF_16LE));
    SampleFile old = file("odd/latin-1.txt");
    old.say("Größe und Straße, Telefon ").plant(InfoType.PHONE_NUMBER).line();
    old.rawBytes(old.text().getBytes(ISO_8859_1));
  }

  private byte[] noise() {
    byte[] noise = new byte[20_000];
    random.nextBytes(noise);
    noise[100] = 0;
    return noise;
  }
}
