package dev.fencepost.discovery.connector.s3;

import dev.fencepost.discovery.connector.SourceAwayException;
import dev.fencepost.discovery.connector.SourceBusyException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What a failure of the store means. Its own message is dropped: only its code is known to be safe.
 */
final class S3Failures {

  private static final Set<String> OF_CREDENTIALS =
      Set.of(
          "InvalidAccessKeyId",
          "SignatureDoesNotMatch",
          "ExpiredToken",
          "InvalidToken",
          "RequestTimeTooSkewed",
          "AccountProblem",
          "TokenRefreshRequired");

  private static final Set<String> OF_ONE_OBJECT = Set.of("AccessDenied", "InvalidObjectState");

  private S3Failures() {}

  /** True if there are no bytes, so that no range of them can be read either. */
  static boolean isEmptyObject(SdkException failure) {
    return failure instanceof AwsServiceException answer && answer.statusCode() == 416;
  }

  /**
   * The failure to throw when an object is opened.
   *
   * @return {@link NoSuchFileException} if it is gone, another {@link FileSystemException} if it
   *     alone cannot be read, or a {@link SourceAwayException}
   */
  static IOException of(SdkException failure, S3Settings settings, String key) {
    if (failure instanceof AwsServiceException answer) {
      String code = code(answer);
      boolean gone = answer.statusCode() == 404 && !code.equals("NoSuchBucket");
      if (gone) {
        return new NoSuchFileException(key);
      }
      if (answer.statusCode() == 403 && code.equals("InvalidObjectState")) {
        return new FileSystemException(key, null, "it is archived");
      }
      if (answer.statusCode() == 403 && !OF_CREDENTIALS.contains(code)) {
        return new AccessDeniedException(key);
      }
      if (answer.statusCode() == 400 && OF_ONE_OBJECT.contains(code)) {
        return new FileSystemException(key, null, code);
      }
    }
    return ofSource(failure, settings);
  }

  /** The failure to throw when the bucket as a whole cannot be read. */
  static SourceAwayException ofSource(SdkException failure, S3Settings settings) {
    if (!(failure instanceof AwsServiceException answer)) {
      return new SourceAwayException(
          "%s does not answer (%s)"
              .formatted(settings.place(), failure.getClass().getSimpleName()));
    }
    int status = answer.statusCode();
    if (status == 503 || status == 429 || answer.isThrottlingException()) {
      return new SourceBusyException(
          "%s asks for fewer requests (%s)".formatted(settings.place(), code(answer)), null);
    }
    String hint = status == 301 || status == 307 ? "; it is in another region" : "";
    return new SourceAwayException(
        "%s refuses (%d %s)%s".formatted(settings.place(), status, code(answer), hint));
  }

  private static String code(AwsServiceException answer) {
    String code = answer.awsErrorDetails() == null ? null : answer.awsErrorDetails().errorCode();
    return code == null || !code.matches("[A-Za-z0-9.]{1,60}") ? "without a code" : code;
  }
}
