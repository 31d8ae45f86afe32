package dev.fencepost.cli.stack;

import dev.fencepost.local.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The key of the local stack's hashes of values: made once, so that they stay comparable. */
final class HashKey {

  private static final int BYTES = 32;

  private HashKey() {}

  /** Kept among the home's data, readable by its owner only. */
  static String of(Home home) {
    Path file = home.data("hash-key");
    try {
      if (Files.notExists(file)) {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, HexFormat.of().formatHex(random));
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("the key of the hashes cannot be kept in " + file, e);
    }
  }
}
