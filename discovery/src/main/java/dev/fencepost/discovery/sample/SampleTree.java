package dev.fencepost.discovery.sample;

import dev.fencepost.core.detection.InfoType;
import dev.fencepost.discovery.connector.KeyOrder;
import dev.fencepost.discovery.connector.file.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Writes the sample to a folder, and changes it there. */
public final class SampleTree {

  private SampleTree() {}

  /**
   * Writes the sample; files of the same names are replaced.
   *
   * @param root a folder, made if it does not exist
   * @param seed which of the many samples
   */
  public static SampleTruth write(Path root, long seed) throws IOException {
    List<SampleFile> files = SamplePlan.of(seed);
    Files.createDirectories(root);
    for (SampleFile file : files) {
      store(root.toRealPath(), file);
    }
    link(root.resolve("odd/loop"), Path.of("."));
    link(root.resolve("odd/dangling"), Path.of("nowhere"));
    return new SampleTruth(matches(files));
  }

  /**
   * Changes a sample that was written with the same seed: cleans some files, adds values to others,
   * deletes some and a folder, and adds new ones. Doing it twice is as good as once.
   */
  public static SampleChange change(Path root, long seed) throws IOException {
    return new SampleEdit(root.toRealPath(), seed).apply();
  }

  static NavigableMap<String, Map<InfoType, Long>> matches(List<SampleFile> files) {
    NavigableMap<String, Map<InfoType, Long>> matches = new TreeMap<>(KeyOrder.COMPARATOR);
    files.forEach(file -> matches.put(file.key(), file.planted()));
    return matches;
  }

  static void store(Path root, SampleFile file) throws IOException {
    Path path = FileNames.resolve(root, file.key());
    Path folder = path.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.write(path, file.content());
  }

  private static void link(Path link, Path target) throws IOException {
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, target);
  }
}
