package dev.fencepost.discovery.connector.s3;

import dev.fencepost.discovery.connector.KeyOrder;
import dev.fencepost.discovery.connector.KeyRange;
import dev.fencepost.discovery.connector.Listed;
import dev.fencepost.discovery.connector.Listed.StoredObject;
import dev.fencepost.discovery.connector.Listed.Unreadable;
import dev.fencepost.discovery.connector.Listing;
import dev.fencepost.discovery.connector.SourceAwayException;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Lists a bucket a page of at most a thousand keys at a time. */
final class S3Listing implements Listing {

  private final S3Client client;
  private final S3Settings settings;
  private final KeyRange range;
  private Iterator<S3Object> page = List.<S3Object>of().iterator();
  private @Nullable String continuation;
  private boolean begun;
  private boolean ended;
  private String last = "";

  S3Listing(S3Client client, S3Settings settings, KeyRange range) {
    this.client = client;
    this.settings = settings;
    this.range = range;
  }

  @Override
  public Optional<Listed> next() throws IOException {
    while (!ended) {
      if (!page.hasNext()) {
        turn();
        continue;
      }
      S3Object object = page.next();
      String key = inOrder(object.key());
      String to = range.to();
      if (to != null && KeyOrder.compare(key, to) >= 0) {
        ended = true;
      } else if (range.contains(key) && isObject(key, object)) {
        return Optional.of(listed(key, object));
      }
    }
    return Optional.empty();
  }

  /** What consoles show as folders are empty objects whose keys end with a slash. */
  private static boolean isObject(String key, S3Object object) {
    boolean folder = key.endsWith("/") && object.size() != null && object.size() == 0;
    return !key.isEmpty() && !folder;
  }

  private static Listed listed(String key, S3Object object) {
    return key.indexOf('\0') < 0
        ? new StoredObject(key, S3Facts.of(object))
        : new Unreadable(key.replace('\0', '?'), "The key holds a zero character.");
  }

  /** The key below the prefix. Ranges would miss keys that come in another order. */
  private String inOrder(String full) throws IOException {
    boolean behind = last.isEmpty() || KeyOrder.compare(last, full) < 0;
    if (!behind || !full.startsWith(settings.prefix())) {
      throw new SourceAwayException(
          settings.place()
              + " does not list keys in the order of their bytes, so it is not scanned");
    }
    last = full;
    return full.substring(settings.prefix().length());
  }

  private void turn() throws IOException {
    if (begun && continuation == null) {
      ended = true;
      return;
    }
    ListObjectsV2Request.Builder request =
        ListObjectsV2Request.builder()
            .bucket(settings.bucket())
            .prefix(settings.prefix())
            .fetchOwner(true);
    if (continuation != null) {
      request.continuationToken(continuation);
    } else if (!range.from().isEmpty()) {
      request.startAfter(StartAfter.reaching(settings.prefix() + range.from()));
    }
    try {
      ListObjectsV2Response response = client.listObjectsV2(request.build());
      @Nullable Boolean more = response.isTruncated();
      if (more == null || (more && response.nextContinuationToken() == null)) {
        // Taken for an empty listing, this would mean that every object is gone.
        throw new SourceAwayException(settings.place() + " answers with what is no listing");
      }
      page = response.contents().iterator();
      continuation = more ? response.nextContinuationToken() : null;
      begun = true;
    } catch (SdkException failure) {
      throw S3Failures.ofSource(failure, settings);
    }
  }

  @Override
  public void close() {
    ended = true;
  }
}
