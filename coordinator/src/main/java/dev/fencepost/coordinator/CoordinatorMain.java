package dev.fencepost.coordinator;

import dev.fencepost.coordinator.loop.Coordination;
import dev.fencepost.coordinator.page.HealthController;
import dev.fencepost.coordinator.page.StatusController;
import dev.fencepost.sql.transaction.Database;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Starts a coordinator as a process of its own; its environment says where it works. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({StatusController.class, HealthController.class})
public class CoordinatorMain {

  private static final int USAGE = 2;

  /** Runs until the process is asked to end. */
  public static void main(String[] arguments) {
    CoordinatorSettings settings;
    try {
      settings = CoordinatorSettings.from(System.getenv());
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(USAGE);
      return;
    }
    run(settings, arguments);
  }

  /** Starts it inside this process; closing the context ends it. */
  public static ConfigurableApplicationContext run(
      CoordinatorSettings settings, String... arguments) {
    SpringApplication application = new SpringApplication(CoordinatorMain.class);
    application.addInitializers(
        context -> context.getBeanFactory().registerSingleton("settings", settings));
    application.setDefaultProperties(
        Map.of(
            "server.address", "127.0.0.1",
            "server.port", settings.port(),
            "server.tomcat.threads.max", 8,
            "server.tomcat.threads.min-spare", 2,
            "spring.main.banner-mode", "off",
            "management.endpoints.web.exposure.include", "health,prometheus",
            "logging.level.org.apache.kafka", "ERROR",
            "logging.level.org.springframework", "WARN",
            "logging.level.org.apache.catalina", "WARN"));
    return application.run(arguments);
  }

  /** For requests: each has a connection of its own, and gives up soon. */
  @Bean
  Database database(CoordinatorSettings settings) {
    return Database.connecting(settings.database()).withPatience(Duration.ofSeconds(1));
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  Coordination coordination(CoordinatorSettings settings, MeterRegistry metrics) {
    return new Coordination(settings, metrics);
  }
}
