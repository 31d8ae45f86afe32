package dev.fencepost.testkit.home;

import dev.fencepost.local.home.ThrowAway;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/** Where JUnit makes the folders of tests; {@code junit-platform.properties} names this class. */
public final class TestFolders implements TempDirFactory {

  @Override
  public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test) {
    return ThrowAway.folder();
  }
}
