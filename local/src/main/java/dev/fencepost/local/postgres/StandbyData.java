package dev.fencepost.local.postgres;

import dev.fencepost.local.home.Folders;
import dev.fencepost.local.process.StartFailed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * The standby's data folder: a copy of the primary's, which is thrown away as soon as it can not
 * follow any more.
 */
record StandbyData(Path path, PostgresServer primary) {

  private static final int SYSTEM_IDENTIFIER_BYTES = 8;

  boolean exists() {
    return Files.isDirectory(path);
  }

  /** Whether the copy is one of this primary, and the primary still has all the log it needs. */
  boolean canFollow() {
    try (Connection session = primary.superuser()) {
      return exists()
          && Arrays.equals(systemIdentifier(path), systemIdentifier(primary.data()))
          && StandbySlot.keepsItsPromise(session);
    } catch (SQLException | IOException e) {
      throw failed(e);
    }
  }

  /** Copies the primary's data, complete or not at all. */
  void createAnew(ServerUser user) {
    Path part = path.resolveSibling(path.getFileName() + ".part");
    try (Connection session = primary.superuser()) {
      Folders.delete(path);
      StandbySlot.createAnew(session);
      new BaseBackup(primary.data(), part).take(session, user);
      Files.move(part, path);
    } catch (SQLException | IOException e) {
      throw failed(e);
    }
  }

  /** Removes the copy, and frees the primary from keeping the log for it. */
  void remove() {
    try (Connection session = primary.superuser()) {
      StandbySlot.drop(session);
      Folders.delete(path);
    } catch (SQLException | IOException e) {
      throw new StartFailed("the standby's data in " + path + " cannot be removed: " + e, e);
    }
  }

  /**
   * How the standby reaches the primary. The password stays in a file, because everybody may read
   * the arguments of a process.
   */
  String connection(ServerUser user) {
    Path passwords = path.resolve("primary.pgpass");
    try {
      Files.deleteIfExists(passwords);
      Files.createFile(
          passwords,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(
          passwords,
          "*:*:*:" + Superuser.NAME + ":" + primary.superuserRole().password() + "\n",
          StandardOpenOption.TRUNCATE_EXISTING);
      user.give(passwords);
    } catch (IOException e) {
      throw failed(e);
    }
    return "host=127.0.0.1 port=%d user=%s application_name=%s passfile=%s"
        .formatted(primary.port(), Superuser.NAME, PostgresStandby.NAME, quoted(passwords));
  }

  private static String quoted(Path path) {
    return "'" + path.toString().replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  /** The control file begins with it; it is drawn when a database is created. */
  private static byte[] systemIdentifier(Path data) throws IOException {
    try (InputStream control = Files.newInputStream(data.resolve("global/pg_control"))) {
      return control.readNBytes(SYSTEM_IDENTIFIER_BYTES);
    }
  }

  private StartFailed failed(Exception cause) {
    return new StartFailed("the standby's data in " + path + " cannot be made: " + cause, cause);
  }
}
