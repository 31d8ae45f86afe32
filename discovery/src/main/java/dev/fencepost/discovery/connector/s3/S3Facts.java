package dev.fencepost.discovery.connector.s3;

import dev.fencepost.discovery.connector.ObjectFacts;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.Owner;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What a store says about an object. The listing knows the owner, opening the rest. */
final class S3Facts {

  private S3Facts() {}

  static ObjectFacts of(S3Object listed) {
    Owner owner = listed.owner();
    return new ObjectFacts(
            listed.size(),
            null,
            owner == null ? null : name(owner),
            listed.lastModified(),
            Map.of())
        .withLabel("storage_class", listed.storageClassAsString())
        .withLabel("etag", unquoted(listed.eTag()));
  }

  private static @Nullable String name(Owner owner) {
    return owner.displayName() == null ? owner.id() : owner.displayName();
  }

  /**
   * What users said about it has names that begin with {@code meta.}, so that they replace nothing.
   */
  static ObjectFacts of(GetObjectResponse opened) {
    Map<String, String> labels = new HashMap<>();
    opened.metadata().forEach((name, value) -> labels.put("meta." + name, value));
    String storageClass = opened.storageClassAsString();
    return new ObjectFacts(size(opened), opened.contentType(), null, opened.lastModified(), labels)
        .withLabel("storage_class", storageClass == null ? "STANDARD" : storageClass)
        .withLabel("etag", unquoted(opened.eTag()));
  }

  /** Of the whole object, as in {@code bytes 0-99/12345}. */
  private static @Nullable Long size(GetObjectResponse opened) {
    String range = opened.contentRange();
    if (range == null) {
      return opened.contentLength();
    }
    String total = range.substring(range.lastIndexOf('/') + 1);
    return total.matches("[0-9]{1,18}") ? Long.valueOf(total) : null;
  }

  private static @Nullable String unquoted(@Nullable String tag) {
    return tag == null ? null : tag.replace("\"", "");
  }
}
