package dev.fencepost.cli.platform;

import dev.fencepost.discovery.connector.file.FileNames;
import dev.fencepost.discovery.sample.SampleTree;
import dev.fencepost.testkit.s3.TestStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A bucket of whose objects it is known what is in each, whatever was done to them. */
record Bucket(String name, S3Client owner, Contents contents) {

  /** Eight megabytes: enough to be met at work, and the store has them in its memory. */
  private static final int LARGE_LINES = 150_000;

  /** What workers have to be given to read it. */
  static final Map<String, String> CREDENTIALS =
      Map.of(
          "FENCEPOST_CREDENTIALS",
          "env:BUCKET_*",
          "BUCKET_KEY",
          TestStore.KEY,
          "BUCKET_SECRET",
          TestStore.SECRET);

  /**
   * Makes it.
   *
   * @param folder for the same objects as files
   */
  static Bucket fill(String name, Path folder, long seed) {
    try {
      Contents contents = new Contents(SampleTree.write(folder, seed).matches());
      Files.createDirectories(folder.resolve("bulk"));
      Contents.writeLarge(folder.resolve(Contents.LARGE), LARGE_LINES);
      S3Client owner = TestStore.shared().owner();
      owner.createBucket(request -> request.bucket(name));
      for (String key : contents.keys()) {
        owner.putObject(
            request -> request.bucket(name).key(key),
            RequestBody.fromFile(FileNames.resolve(folder.toRealPath(), key)));
      }
      return new Bucket(name, owner, contents);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds it as a data source. */
  void tell(PlatformStack stack, String datasource, String nodeGroup) {
    stack.ok(
        "datasource",
        "add",
        datasource,
        "--kind",
        "s3",
        "--node-group",
        nodeGroup,
        "--set",
        "bucket=" + name,
        "--set",
        "endpoint=" + TestStore.shared().address(),
        "--set",
        "access_key_id=env:BUCKET_KEY",
        "--set",
        "secret_access_key=env:BUCKET_SECRET");
  }

  /** Deletes what is below a prefix; returns the keys in which there was something. */
  List<String> delete(String prefix) {
    List<String> gone = contents.withFindings(prefix);
    for (String key : contents.below(prefix)) {
      owner.deleteObject(request -> request.bucket(name).key(key));
    }
    contents.forget(contents.below(prefix));
    return gone;
  }
}
