package dev.fencepost.discovery.sample;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Kinds of harmless lines, each with made-up numbers. */
final class LookAlikeKinds {

  static final List<Function<FakeValues, String>> ALL =
      List.of(
          v -> "order " + v.pick("no. ", "number ", "#", "") + v.digits(16) + " was shipped",
          v -> "Order " + v.digits(3) + "-" + v.digits(7) + "-" + v.digits(7),
          v -> "order " + v.digits(3) + "-" + v.digits(2) + "-" + v.digits(4) + " is late",
          v -> "Invoice " + v.digits(4) + "-" + v.digits(6) + ", due " + v.date(),
          v -> "ticket " + v.digits(10) + " was closed, see also case " + v.digits(8),
          v -> v.pick("version ", "v", "release ", "Upgraded to ") + v.version() + " of the queue",
          v -> "libcache-" + v.version() + "-" + v.below(30) + "ubuntu" + v.below(9) + ".deb",
          v -> "Mozilla/5.0 Chrome/1" + v.digits(2) + ".0." + v.digits(4) + "." + v.digits(2),
          v -> "{\"ts\": 17" + v.digits(8) + ", \"took\": " + v.digits(5) + "}",
          v -> "created_at=17" + v.digits(11) + " updated_at=17" + v.digits(11),
          v -> "17" + v.digits(14) + " 17" + v.digits(14) + " worker started",
          v -> v.time() + " INFO  " + v.sentence(5),
          v -> "backup-" + v.date().replace("-", "") + v.digits(6) + ".tar.gz",
          v -> v.date() + "T10:" + (10 + v.below(49)) + ":00+0200 " + v.sentence(3),
          v -> v.hex(32) + "  " + v.pick("disk", "image", "notes") + ".iso",
          v -> "sha256:" + v.hex(64),
          v -> "commit " + v.hex(40),
          v -> v.hex(7) + " " + v.sentence(6),
          v -> "index " + v.hex(7) + ".." + v.hex(7) + " 100644",
          v -> "@@ -" + v.digits(7) + "," + v.digits(2) + " +" + v.digits(7) + "," + v.digits(2),
          v -> "at " + v.coordinates(),
          v -> "\"coordinates\": [" + v.coordinates() + "]",
          v -> "<path d=\"M" + v.below(99) + "." + v.digits(2) + "-" + v.coordinates() + "z\"/>",
          v -> "trace " + v.uuid(),
          v -> v.digits(8) + "-" + v.digits(4) + "-4" + v.digits(3) + "-8" + v.digits(3) + "-10000",
          v ->
              "ISBN 978-" + v.digits(1) + "-" + v.digits(3) + "-" + v.digits(5) + "-" + v.digits(1),
          v -> "isbn: " + v.digits(1) + "-" + v.digits(3) + "-" + v.digits(5) + "-" + v.digits(1),
          v -> "EAN " + v.digits(13) + ", " + v.below(90) + " in stock",
          v -> "Part no. " + v.digits(3) + "-" + v.digits(3) + "-" + v.digits(4),
          v -> "S/N " + v.hex(4).toUpperCase(Locale.ROOT) + v.digits(12) + " rev. B",
          v -> "SKU " + v.digits(3) + "-" + v.digits(6) + " warehouse " + v.digits(5),
          v -> "ether " + mac(v, ":") + " txqueuelen 1000",
          v -> "Physical " + mac(v, "-").toUpperCase(Locale.ROOT),
          v -> "fingerprint " + mac(v, ":") + ":" + mac(v, ":") + ":" + v.hex(2),
          v -> "build " + v.digits(10) + " (" + v.date() + ") passed",
          v -> "Build #" + v.digits(7) + "." + v.digits(4),
          v -> "tracking 1Z" + v.digits(3) + "AA" + v.digits(10),
          v -> "OID 1.3.6.1.4.1." + v.digits(5) + "." + v.below(40) + "." + v.below(40),
          v -> "netmask 255.255." + v.pick("255.0", "0.0", "255.128") + " mtu 1500",
          v -> v.digits(9) + " bytes in " + v.digits(3) + " files, offset " + v.digits(10),
          v -> v.digits(3) + " " + v.digits(3) + " " + v.digits(4) + " " + v.digits(2) + " 0.9",
          v -> "total $" + v.digits(3) + "," + v.digits(3) + "." + v.digits(2) + " for 12 seats",
          v -> "at 0x" + v.hex(16) + ", size 0x" + v.hex(8),
          v -> "com." + v.pick("acme", "sample") + ".batch.QueueWorker.run(QueueWorker.java:42)",
          v -> "wrote report-" + v.date() + ".txt, notes.md and run.sh to /var/tmp/" + v.hex(6),
          v -> "background: url(logo-" + v.below(9) + "@2x.png) no-repeat",
          v -> "git clone git@code.example.com:team/app" + v.below(99) + ".git",
          v -> "etag: \"" + v.hex(32) + "-" + v.below(20) + "\"",
          v -> "password=${" + v.pick("DB", "API", "MAIL") + "_PASSWORD} secret: <secret>",
          v -> "from " + (1980 + v.below(20)) + " to " + v.date() + ", pages 1980-1995, 2001-2019",
          v -> v.sentence(12));

  private LookAlikeKinds() {}

  private static String mac(FakeValues values, String separator) {
    StringBuilder mac = new StringBuilder(values.hex(2));
    for (int i = 0; i < 5; i++) {
      mac.append(separator).append(values.hex(2));
    }
    return mac.toString();
  }
}
