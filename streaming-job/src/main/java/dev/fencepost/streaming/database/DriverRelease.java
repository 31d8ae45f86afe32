package dev.fencepost.streaming.database;

import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import org.apache.flink.util.UserCodeClassLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the database driver out of the JVM's list when Flink drops the job's classes. Otherwise
 * each restart of the job would leave all its classes behind in the task manager.
 */
public final class DriverRelease {

  private static final Logger LOG = LoggerFactory.getLogger(DriverRelease.class);

  private DriverRelease() {}

  /**
   * Safe to call by every task; it happens once for each class loader. Does nothing when the job's
   * classes are the cluster's own, which stay.
   */
  public static void registerWith(UserCodeClassLoader classLoader) {
    ClassLoader flink = UserCodeClassLoader.class.getClassLoader();
    if (DriverRelease.class.getClassLoader() != flink) {
      classLoader.registerReleaseHookIfAbsent("database-driver", DriverRelease::release);
    }
  }

  private static void release() {
    ClassLoader own = DriverRelease.class.getClassLoader();
    for (Driver driver : Collections.list(DriverManager.getDrivers())) {
      if (driver.getClass().getClassLoader() == own) {
        try {
          DriverManager.deregisterDriver(driver);
        } catch (SQLException e) {
          LOG.debug("the driver stays registered", e);
        }
      }
    }
  }
}
