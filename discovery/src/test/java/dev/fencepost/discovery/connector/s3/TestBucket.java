package dev.fencepost.discovery.connector.s3;

import dev.fencepost.discovery.connector.ConnectorProvider;
import dev.fencepost.discovery.contract.SourceUnderTest;
import dev.fencepost.testkit.s3.TestStore;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A bucket of the test's own, with objects below a prefix and others beside it. */
final class TestBucket implements SourceUnderTest, AutoCloseable {

  private static final AtomicInteger NEXT = new AtomicInteger();

  /** Without letters from U+E000 to U+FFFF: S3Proxy's order is that of Java's strings. */
  private static final List<String> KEYS =
      List.of(
          "a", "a-b", "a.txt", "a b", "a0", "a+b", "b/x", "b/x y", "b/z/1", "b.txt", "b-/c", "é",
          "z~", "𝄞", "%41", "#1", "q?r=1&s", "empty");

  private final String name = "bucket-" + NEXT.incrementAndGet();
  private final S3Client owner = TestStore.shared().owner();
  private final Gate gate = new Gate(TestStore.shared().address());

  TestBucket() throws IOException {
    owner.createBucket(request -> request.bucket(name));
  }

  Gate gate() {
    return gate;
  }

  void put(String key, String content) {
    owner.putObject(
        request -> request.bucket(name).key("data/" + key).metadata(Map.of("project", "tern")),
        RequestBody.fromString(content));
  }

  @Override
  public ConnectorProvider provider() {
    return new S3Provider();
  }

  @Override
  public Map<String, String> properties() {
    return Map.of(
        "bucket", name,
        "prefix", "data/",
        "endpoint", gate.address(),
        "access_key_id", "env:KEY",
        "secret_access_key", "env:SECRET");
  }

  @Override
  public Map<String, String> secrets() {
    return Map.of("env:KEY", TestStore.KEY, "env:SECRET", TestStore.SECRET);
  }

  @Override
  public List<String> fill() {
    for (String key : KEYS) {
      put(key, key.equals("empty") ? "" : "content of " + key);
    }
    for (String beside : List.of("dat", "data", "data/", "data0", "e", "data/folder/")) {
      owner.putObject(request -> request.bucket(name).key(beside), RequestBody.fromString(""));
    }
    return new ArrayList<>(KEYS);
  }

  @Override
  public void remove(String key) {
    owner.deleteObject(request -> request.bucket(name).key("data/" + key));
  }

  @Override
  public boolean deny(String key) {
    String path = URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");
    gate.refuse("/" + name + "/data/" + path.replace("%2F", "/") + " ", "403 AccessDenied");
    return true;
  }

  @Override
  public Optional<Map<String, String>> unreachable() {
    Map<String, String> elsewhere = new HashMap<>(properties());
    elsewhere.put("bucket", "no-such-bucket");
    return Optional.of(elsewhere);
  }

  /** The objects go with the store. */
  @Override
  public void close() throws IOException {
    owner.close();
    gate.close();
  }
}
