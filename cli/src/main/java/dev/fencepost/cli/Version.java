package dev.fencepost.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says. */
public final class Version implements IVersionProvider {

  static boolean isAskedBy(String word) {
    return word.equals("--version") || word.equals("-V");
  }

  static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return "fencepost " + (version == null ? "(built from source)" : version);
  }

  @Override
  public String[] getVersion() {
    return new String[] {text()};
  }
}
