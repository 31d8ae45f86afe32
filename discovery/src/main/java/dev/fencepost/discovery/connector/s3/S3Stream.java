package dev.fencepost.discovery.connector.s3;

import dev.fencepost.discovery.connector.SourceAwayException;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;

/** An object's content. Giving up early ends the connection instead of reading the rest. */
final class S3Stream extends InputStream {

  private final ResponseInputStream<?> response;
  private final S3Settings settings;
  private boolean ended;

  S3Stream(ResponseInputStream<?> response, S3Settings settings) {
    this.response = response;
    this.settings = settings;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (ended) {
      return -1;
    }
    try {
      int read = response.read(target, offset, length);
      ended = read < 0;
      return read;
    } catch (IOException | SdkException brokeOff) {
      throw new SourceAwayException(
          "%s broke off (%s)".formatted(settings.place(), brokeOff.getClass().getSimpleName()));
    }
  }

  @Override
  public void close() throws IOException {
    if (!ended) {
      ended = true;
      response.abort();
    }
    response.close();
  }
}
