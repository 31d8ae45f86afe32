package dev.fencepost.discovery.sample;

import dev.fencepost.core.detection.InfoType;
import dev.fencepost.discovery.connector.file.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;

/** One change of a sample, decided by its seed. */
final class SampleEdit {

  private static final int CLEANED = 10;
  private static final int EXTENDED = 8;
  private static final int DELETED = 8;
  private static final int ADDED = 8;
  private static final String DELETED_FOLDER = "archive/2019/";

  private final Path root;
  private final SplittableRandom random;
  private final List<SampleFile> files;
  private final NavigableMap<String, Map<InfoType, Long>> matches;

  SampleEdit(Path root, long seed) {
    this.root = root;
    this.random = new SplittableRandom(~seed);
    this.files = SamplePlan.of(seed);
    this.matches = SampleTree.matches(files);
  }

  SampleChange apply() throws IOException {
    List<SampleFile> text = new ArrayList<>();
    List<SampleFile> records = new ArrayList<>();
    List<SampleFile> deleted = new ArrayList<>();
    for (SampleFile file : files) {
      if (file.key().startsWith(DELETED_FOLDER)) {
        deleted.add(file);
      } else if (file.key().endsWith(".md") || file.key().endsWith("app.log")) {
        text.add(file);
      } else if (!file.planted().isEmpty() && !file.key().startsWith("odd/")) {
        records.add(file);
      }
    }
    List<String> cleaned = clean(draw(records, CLEANED));
    deleted.addAll(draw(records, DELETED));
    List<String> extended = extend(draw(text, EXTENDED));
    List<String> gone = delete(deleted);
    List<String> added = add();
    return new SampleChange(cleaned, extended, gone, added, new SampleTruth(matches));
  }

  /** Takes some out of the candidates, so that nothing is changed in two ways. */
  private List<SampleFile> draw(List<SampleFile> candidates, int count) {
    List<SampleFile> drawn = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      drawn.add(candidates.remove(random.nextInt(candidates.size())));
    }
    return drawn;
  }

  private List<String> clean(List<SampleFile> chosen) throws IOException {
    for (SampleFile file : chosen) {
      store(new SampleFile(file.key(), file.values()).say("Moved to the vault.\n"));
    }
    return keys(chosen);
  }

  private List<String> extend(List<SampleFile> chosen) throws IOException {
    for (SampleFile file : chosen) {
      file.line().say("Card on file: ").plant(InfoType.CREDIT_CARD).line();
      file.say("SSN: ").plant(InfoType.US_SSN).line();
      store(file);
    }
    return keys(chosen);
  }

  private List<String> delete(List<SampleFile> chosen) throws IOException {
    for (SampleFile file : chosen) {
      Files.deleteIfExists(FileNames.resolve(root, file.key()));
      matches.remove(file.key());
    }
    Files.deleteIfExists(root.resolve(DELETED_FOLDER));
    return keys(chosen);
  }

  private List<String> add() throws IOException {
    List<SampleFile> added = new ArrayList<>();
    for (int i = 0; i < ADDED; i++) {
      FakeValues values = new FakeValues(random.split());
      SampleFile file = new SampleFile("incoming/customers-" + i + ".csv", values);
      SampleRecords.customers(file, 40);
      store(file);
      added.add(file);
    }
    return keys(added);
  }

  private void store(SampleFile file) throws IOException {
    SampleTree.store(root, file);
    matches.put(file.key(), file.planted());
  }

  private static List<String> keys(List<SampleFile> files) {
    return files.stream().map(SampleFile::key).sorted().toList();
  }
}
