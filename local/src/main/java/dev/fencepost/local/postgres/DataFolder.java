package dev.fencepost.local.postgres;

import dev.fencepost.local.home.Folders;
import dev.fencepost.local.process.LogTail;
import dev.fencepost.local.process.StartFailed;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/**
 * The server's data, created complete or not at all.
 *
 * @param path holds {@code PG_VERSION} and everything else of the server
 * @param passwordFile the superuser's password, readable by its owner only
 */
record DataFolder(Path path, Path passwordFile) {

  private static final String ROLES_AND_DATABASE =
      """
      ALTER ROLE postgres PASSWORD '%s'
      CREATE ROLE fencepost LOGIN CREATEDB
      CREATE DATABASE fencepost OWNER fencepost
      """;

  private static final String CLIENTS =
      """
      host all,replication postgres 127.0.0.1/32 scram-sha-256
      host all             all      127.0.0.1/32 trust
      """;

  static DataFolder at(Path path) {
    return new DataFolder(path, path.resolveSibling(path.getFileName() + ".superuser-password"));
  }

  boolean exists() {
    return Files.isDirectory(path);
  }

  void create(PostgresBinaries binaries, ServerUser user, boolean durable, Path log) {
    Path part = path.resolveSibling(path.getFileName() + ".part");
    try {
      Folders.delete(part);
      Files.createDirectories(part);
      Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rwx------"));
      user.own(part);
      initialise(binaries, user, durable, part, log);
      Files.writeString(part.resolve("pg_hba.conf"), CLIENTS);
      singleUser(binaries, user, durable, part, log);
      Files.move(part, path);
    } catch (IOException e) {
      throw new StartFailed("the database folder " + path + " cannot be created: " + e, e);
    }
  }

  private String newPassword() throws IOException {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    String password = HexFormat.of().formatHex(random);
    Files.deleteIfExists(passwordFile);
    Files.createFile(
        passwordFile,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(passwordFile, password + "\n");
    return password;
  }

  private static void initialise(
      PostgresBinaries binaries, ServerUser user, boolean durable, Path part, Path log)
      throws IOException {
    List<String> command = new ArrayList<>(user.words());
    Collections.addAll(
        command,
        binaries.program("initdb").toString(),
        "--pgdata=" + part,
        "--username=postgres",
        "--encoding=UTF8",
        "--locale=C",
        // Replaced before the server listens anywhere.
        "--auth=trust");
    if (!durable) {
      command.add("--no-sync");
    }
    run(command, Redirect.from(new File("/dev/null")), log);
  }

  /** Needs neither a port nor a password, so nobody can come in between. */
  private void singleUser(
      PostgresBinaries binaries, ServerUser user, boolean durable, Path part, Path log)
      throws IOException {
    Path statements = Files.createTempFile("fencepost", ".sql");
    try {
      Files.writeString(statements, ROLES_AND_DATABASE.formatted(newPassword()));
      List<String> command = new ArrayList<>(user.words());
      Collections.addAll(
          command,
          binaries.program("postgres").toString(),
          "--single",
          "-D",
          part.toString(),
          "-c",
          "fsync=" + (durable ? "on" : "off"),
          "-c",
          "exit_on_error=on",
          "postgres");
      run(command, Redirect.from(statements.toFile()), log);
    } finally {
      Files.deleteIfExists(statements);
    }
  }

  private static void run(List<String> command, Redirect input, Path log) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectInput(input)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(new File(log.toString())))
            .start();
    try {
      int code = process.waitFor();
      if (code != 0) {
        throw new StartFailed("PostgreSQL's set-up failed with code " + code + LogTail.of(log));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new StartFailed("interrupted while setting up PostgreSQL", e);
    }
  }
}
