package dev.fencepost.discovery.connector;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * Connectors in jars of a folder, each with a class loader of its own that sees Java, this package
 * and its jar. A jar may name further jars in the {@code Class-Path} of its manifest.
 */
final class DropIns {

  private DropIns() {}

  /**
   * The providers in the jars directly in a folder, in the order of the jars' names.
   *
   * @param folder if there is none, nothing is dropped in
   * @throws ConnectorException if a jar cannot be read or brings no connector: leaving it out would
   *     only be noticed by the scans that need it
   */
  static List<ConnectorProvider> in(Path folder) throws ConnectorException {
    List<ConnectorProvider> found = new ArrayList<>();
    for (Path jar : jars(folder)) {
      found.addAll(load(jar));
    }
    return found;
  }

  private static List<Path> jars(Path folder) throws ConnectorException {
    if (Files.notExists(folder)) {
      return List.of();
    }
    List<Path> jars = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*.jar")) {
      entries.forEach(jars::add);
    } catch (IOException e) {
      throw new ConnectorException("the folder of connectors " + folder + " cannot be read");
    }
    Collections.sort(jars);
    return jars;
  }

  /** The loader stays open: classes of a connector are loaded for as long as the process runs. */
  @SuppressWarnings("resource")
  private static List<ConnectorProvider> load(Path jar) throws ConnectorException {
    List<ConnectorProvider> found = new ArrayList<>();
    try {
      URL[] urls = {jar.toUri().toURL()};
      ClassLoader loader = new URLClassLoader(urls, new SpiClasses());
      for (ConnectorProvider provider : ServiceLoader.load(ConnectorProvider.class, loader)) {
        found.add(new DropIn(jar.getFileName().toString(), provider, loader));
      }
    } catch (IOException | ServiceConfigurationError | LinkageError e) {
      throw new ConnectorException("the connector in " + jar + " cannot be loaded: " + e);
    }
    if (found.isEmpty()) {
      throw new ConnectorException(
          "%s brings no connector: it needs the file META-INF/services/%s; remove the jar or mend it"
              .formatted(jar, ConnectorProvider.class.getName()));
    }
    return found;
  }

  /** Java itself and this package: a connector brings everything else, in versions of its own. */
  private static final class SpiClasses extends ClassLoader {

    private static final String PACKAGE = DropIns.class.getPackageName();
    private static final String ANNOTATIONS = "org.jspecify.annotations";

    SpiClasses() {
      super(ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      String inPackage = name.substring(0, Math.max(0, name.lastIndexOf('.')));
      if (inPackage.equals(PACKAGE) || inPackage.equals(ANNOTATIONS)) {
        return DropIns.class.getClassLoader().loadClass(name);
      }
      throw new ClassNotFoundException(name);
    }
  }
}
