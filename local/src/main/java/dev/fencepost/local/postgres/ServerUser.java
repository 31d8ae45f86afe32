package dev.fencepost.local.postgres;

import dev.fencepost.local.home.Folders;
import dev.fencepost.local.process.Commands;
import dev.fencepost.local.process.StartFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;

/**
 * As whom the server's programs run: they refuse to run as root.
 *
 * @param words put before every command
 * @param changesOwner true when the programs run as another user, who must own the data
 */
record ServerUser(List<String> words, boolean changesOwner) {

  private static final int NOBODY = 65534;
  private static final ServerUser SELF = new ServerUser(List.of(), false);

  /** In a user namespace of its own, root looks like nobody and keeps its own files. */
  private static final ServerUser NAMESPACE = new ServerUser(List.of("unshare", "-U"), false);

  /** Where namespaces are forbidden. */
  private static final ServerUser OTHER =
      new ServerUser(
          List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"), true);

  static ServerUser choose() {
    // A user without a name, as containers have them, is refused as well.
    if (!isRoot() && Commands.succeeds("id", "-un")) {
      return SELF;
    }
    if (NAMESPACE.works()) {
      return NAMESPACE;
    }
    if (OTHER.works()) {
      return OTHER;
    }
    throw new StartFailed(
        "PostgreSQL refuses to run as root or as a user without a name, and neither unshare nor"
            + " setpriv works here; start Fencepost as another user");
  }

  /**
   * Makes the folder usable for the programs.
   *
   * @throws StartFailed when another user could not even reach it
   */
  void own(Path folder) throws IOException {
    if (!changesOwner) {
      return;
    }
    for (Path at = folder.getParent(); at != null; at = at.getParent()) {
      if (!Files.getPosixFilePermissions(at).contains(PosixFilePermission.OTHERS_EXECUTE)) {
        throw new StartFailed(
            "PostgreSQL has to run as another user here and cannot pass "
                + at
                + "; set FENCEPOST_HOME to a folder that is open to all");
      }
    }
    give(folder);
  }

  /** As {@link #own}, for what lies in a folder that is the programs' already. */
  void give(Path path) throws IOException {
    if (changesOwner) {
      Folders.giveTo(path, NOBODY);
    }
  }

  private boolean works() {
    String[] command = new String[words.size() + 1];
    words.toArray(command);
    command[words.size()] = "true";
    return Commands.succeeds(command);
  }

  private static boolean isRoot() {
    return Commands.succeeds("sh", "-c", "test \"$(id -u)\" = 0");
  }
}
