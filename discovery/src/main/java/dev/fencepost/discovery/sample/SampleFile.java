package dev.fencepost.discovery.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fencepost.core.detection.InfoType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** A file of the sample while it is made: its content and how much of what is planted in it. */
final class SampleFile {

  private final String key;
  private final FakeValues values;
  private final StringBuilder text = new StringBuilder();
  private final Map<InfoType, Long> planted = new EnumMap<>(InfoType.class);
  private byte[] bytes = new byte[0];

  SampleFile(String key, FakeValues values) {
    this.key = key;
    this.values = values;
  }

  String key() {
    return key;
  }

  FakeValues values() {
    return values;
  }

  SampleFile say(String words) {
    text.append(words);
    return this;
  }

  /** Appends a value of the type and counts it. */
  SampleFile plant(InfoType type) {
    return plant(type, values.value(type));
  }

  SampleFile plant(InfoType type, String value) {
    planted.merge(type, 1L, Long::sum);
    return say(value);
  }

  SampleFile line() {
    return say("\n");
  }

  /** Content that is not text; counts stay. */
  SampleFile rawBytes(byte[] content) {
    bytes = content.clone();
    return this;
  }

  String text() {
    return text.toString();
  }

  Map<InfoType, Long> planted() {
    return Map.copyOf(planted);
  }

  byte[] content() {
    if (bytes.length > 0) {
      return bytes.clone();
    }
    byte[] plain = text.toString().getBytes(UTF_8);
    return key.endsWith(".gz") ? gzip(plain) : plain;
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(plain);
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory failed", impossible);
    }
    return compressed.toByteArray();
  }
}
