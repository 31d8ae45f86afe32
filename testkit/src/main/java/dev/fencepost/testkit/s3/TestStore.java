package dev.fencepost.testkit.s3;

import dev.fencepost.local.home.Home;
import dev.fencepost.local.process.ChildProcess;
import dev.fencepost.local.process.Lifetime;
import dev.fencepost.local.process.Ports;
import dev.fencepost.local.process.Readiness;
import dev.fencepost.local.service.JavaService;
import dev.fencepost.testkit.home.TestHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;

/**
 * S3Proxy with objects in its memory, shared by all tests of this JVM; it checks signatures. Who
 * uses it depends on {@code fencepost-s3proxy-runtime}, so that it is built, and on the client.
 */
public final class TestStore {

  public static final String KEY = "AKIAFENCEPOSTTEST";
  public static final String SECRET = "s3cr3t-of-the-bucket";

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final URI address;

  private TestStore() {
    Home home = TestHome.create();
    int port = Ports.wantedOrFree(0, "S3Proxy");
    address = URI.create("http://127.0.0.1:" + port);
    Path conf = home.conf("s3proxy");
    Path properties = conf.resolve("s3proxy.properties");
    try {
      Files.writeString(conf.resolve("logback.xml"), "<configuration/>");
      Files.writeString(
          properties,
          """
          s3proxy.endpoint=%s
          s3proxy.authorization=aws-v2-or-v4
          s3proxy.identity=%s
          s3proxy.credential=%s
          jclouds.provider=transient
          jclouds.identity=local
          jclouds.credential=local
          """
              .formatted(address, KEY, SECRET));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ChildProcess process =
        JavaService.of("s3proxy", "discovery/s3proxy-runtime", "org.gaul.s3proxy.Main")
            .withOptions("-Xmx256m", "-Dlogback.configurationFile=" + conf.resolve("logback.xml"))
            .withArguments("--properties", properties.toString())
            .start(home, Lifetime.WITH_PARENT);
    process.awaitReady(Readiness.port(port), LIMIT);
  }

  public static TestStore shared() {
    return Shared.STORE;
  }

  public URI address() {
    return address;
  }

  /** A client that may do everything. */
  public S3Client owner() {
    return S3Client.builder()
        .endpointOverride(address)
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .serviceConfiguration(S3Configuration.builder().chunkedEncodingEnabled(false).build())
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, SECRET)))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(common -> common.addExecutionInterceptor(new AtOnce()))
        .build();
  }

  /** S3Proxy forgets to answer when it is asked whether nothing may be sent. */
  private static final class AtOnce implements ExecutionInterceptor {
    @Override
    public SdkHttpRequest modifyHttpRequest(
        Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
      return context.httpRequest().toBuilder().removeHeader("Expect").build();
    }
  }

  /** Started when the first test asks for it; its end is left to the home's removal. */
  private static final class Shared {
    static final TestStore STORE = new TestStore();
  }
}
