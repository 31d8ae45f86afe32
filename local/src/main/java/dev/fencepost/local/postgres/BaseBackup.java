package dev.fencepost.local.postgres;

import dev.fencepost.local.home.Folders;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/**
 * A copy of a running server's files, from which a standby starts.
 *
 * <p>The unpacked archive has no {@code pg_basebackup}, so this is PostgreSQL's low-level backup:
 * files are copied while they change, and what is torn in the copy is mended by the log from the
 * backup's start on. The log itself is not copied; the standby streams it, and the slot keeps it.
 */
record BaseBackup(Path primary, Path copy) {

  /** Folders of which only the folder is copied: their contents belong to the running server. */
  private static final Set<String> EMPTY =
      Set.of(
          "pg_wal",
          "pg_replslot",
          "pg_stat_tmp",
          "pg_notify",
          "pg_serial",
          "pg_snapshots",
          "pg_subtrans",
          "pg_dynshmem");

  private static final Set<String> LEFT_OUT =
      Set.of("postmaster.pid", "postmaster.opts", "pg_internal.init");

  /** Takes the copy; {@code session} is the superuser's, on the primary. */
  void take(Connection session, ServerUser user) throws SQLException, IOException {
    Folders.delete(copy);
    Files.createDirectories(copy);
    Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwx------"));
    try (Statement statement = session.createStatement()) {
      statement.execute("SELECT pg_backup_start('fencepost standby', true)");
      Files.walkFileTree(primary, new Copying());
      try (ResultSet label =
          statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
        label.next();
        Files.writeString(copy.resolve("backup_label"), label.getString(1));
      }
    }
    Files.writeString(copy.resolve("standby.signal"), "");
    user.own(copy);
  }

  private final class Copying extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      if (folder.equals(primary)) {
        return FileVisitResult.CONTINUE;
      }
      Files.createDirectory(target(folder));
      return EMPTY.contains(primary.relativize(folder).toString())
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (!LEFT_OUT.contains(file.getFileName().toString())) {
        try {
          Files.copy(file, target(file));
        } catch (NoSuchFileException removedMeanwhile) {
          return FileVisitResult.CONTINUE;
        }
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }

    private Path target(Path file) {
      return copy.resolve(primary.relativize(file));
    }
  }
}
