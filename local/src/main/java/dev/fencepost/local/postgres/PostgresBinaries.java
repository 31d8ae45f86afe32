package dev.fencepost.local.postgres;

import dev.fencepost.local.home.Folders;
import dev.fencepost.local.home.ProjectRoot;
import dev.fencepost.local.process.StartFailed;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * The server's programs, unpacked from the archive on the class path.
 *
 * @param folder holds {@code bin/postgres} and {@code bin/initdb}
 */
record PostgresBinaries(Path folder) {

  Path program(String name) {
    return folder.resolve("bin").resolve(name);
  }

  /**
   * Unpacks once for each build, which takes three seconds of a processor, and copies for each
   * cache, so that servers outlive a cleaned build. Another process that does the same is no harm.
   */
  static PostgresBinaries unpackedIn(Path cache) {
    String archive = "postgres-" + platform() + ".txz";
    URL url = PostgresBinaries.class.getResource("/" + archive);
    if (url == null) {
      throw new StartFailed(
          "this build has no PostgreSQL for " + platform() + "; give the address of a server");
    }
    try {
      String name = archive.replace(".txz", "-" + checksum(url));
      Path folder = cache.resolve(name);
      if (!Files.isDirectory(folder)) {
        Path built = ProjectRoot.find().target("local").resolve("postgres").resolve(name);
        if (Files.isDirectory(built) || unpackedBesideBuild(url, built)) {
          completely(folder, part -> copy(built, part));
        } else {
          completely(folder, part -> unpack(url, part));
        }
      }
      return new PostgresBinaries(folder);
    } catch (IOException e) {
      throw new StartFailed("PostgreSQL cannot be unpacked into " + cache + ": " + e, e);
    }
  }

  /** The names that the archives on Maven Central use. */
  private static String platform() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    return (os.startsWith("mac") ? "darwin" : "linux")
        + "-"
        + switch (arch) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default -> arch;
        };
  }

  private static String checksum(URL url) throws IOException {
    return url.openConnection() instanceof JarURLConnection jar
        ? Long.toHexString(jar.getJarEntry().getCrc())
        : "plain";
  }

  /** False when the build belongs to a user whose folders cannot be written. */
  private static boolean unpackedBesideBuild(URL url, Path built) {
    try {
      completely(built, part -> unpack(url, part));
      return true;
    } catch (IOException notOurs) {
      return false;
    }
  }

  @FunctionalInterface
  private interface Filling {
    void fill(Path part) throws IOException;
  }

  private static void completely(Path folder, Filling filling) throws IOException {
    Path part = folder.resolveSibling(folder.getFileName() + "." + UUID.randomUUID() + ".part");
    Files.createDirectories(part);
    filling.fill(part);
    try {
      Files.move(part, folder);
    } catch (FileSystemException e) {
      Folders.delete(part);
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : (Iterable<Path>) paths.skip(1)::iterator) {
        Files.copy(
            path,
            to.resolve(from.relativize(path)),
            StandardCopyOption.COPY_ATTRIBUTES,
            LinkOption.NOFOLLOW_LINKS);
      }
    }
  }

  private static void unpack(URL url, Path part) throws IOException {
    try (InputStream in = url.openStream();
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(in)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, part);
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path part)
      throws IOException {
    Path target = part.resolve(entry.getName()).normalize();
    if (!target.startsWith(part)) {
      throw new IOException("the archive's entry " + entry.getName() + " lies outside of it");
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, target);
    if (Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
      boolean program = (entry.getMode() & 0100) != 0;
      // Readable by all, because the server may run as another user than the one who unpacked it.
      Files.setPosixFilePermissions(
          target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }
}
