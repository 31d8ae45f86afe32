package dev.fencepost.bench.jvm;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import dev.fencepost.local.process.ChildProcess;
import java.io.Closeable;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a JVM that works: how much memory is its proportional share, and how much of its time
 * goes into collecting garbage, as its own beans tell it.
 */
public final class JvmWatch implements Closeable {

  private static final Duration EVERY = Duration.ofMillis(500);
  private static final Duration EVERY_OF_COMMAND = Duration.ofMillis(50);

  /** A JVM that is asked before it can hear ends instead of answering. */
  private static final int LOOKS_BEFORE_ASKING = 4;

  private static final Pattern SHARE = Pattern.compile("(?m)^Pss:\\s+([0-9]+) kB");
  private static final double KIB_PER_MEGABYTE = 1024;

  private final long pid;
  private final boolean asks;
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private final ScheduledFuture<?> looks;
  private int looked;
  private double peakMegabytes;
  private @Nullable Beans beans;
  private @Nullable Spent first;
  private @Nullable Spent last;

  /** Milliseconds since the JVM began, in all and in collections. */
  private record Spent(long upMillis, long collectingMillis) {}

  /** The connection to a JVM's beans. */
  private record Beans(JMXConnector connector, RuntimeMXBean runtime) {

    // The address was told by the JVM itself, a moment ago.
    @SuppressWarnings("BanJNDI")
    static Beans of(long pid) throws IOException, AttachNotSupportedException {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
      try {
        JMXConnector connector =
            JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
        return new Beans(
            connector,
            ManagementFactory.getPlatformMXBean(
                connector.getMBeanServerConnection(), RuntimeMXBean.class));
      } finally {
        machine.detach();
      }
    }

    Spent spent() throws IOException {
      MBeanServerConnection connection = connector.getMBeanServerConnection();
      long collecting = 0;
      for (GarbageCollectorMXBean collector :
          ManagementFactory.getPlatformMXBeans(connection, GarbageCollectorMXBean.class)) {
        collecting += collector.getCollectionTime();
      }
      return new Spent(runtime.getUptime(), collecting);
    }
  }

  private JvmWatch(long pid, Duration every, boolean asks) {
    this.pid = pid;
    this.asks = asks;
    this.looks =
        thread.scheduleWithFixedDelay(
            this::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Looks twice a second. */
  public static JvmWatch of(ChildProcess process) {
    return new JvmWatch(process.pid(), EVERY, true);
  }

  /** Looks more often, and asks nothing: a command may be over before it can answer. */
  public static JvmWatch ofCommand(Process command) {
    return new JvmWatch(command.pid(), EVERY_OF_COMMAND, false);
  }

  private synchronized void look() {
    try {
      String rollup = Files.readString(Path.of("/proc", Long.toString(pid), "smaps_rollup"));
      peakMegabytes = Math.max(peakMegabytes, megabytes(rollup));
      if (asks && beans == null && ++looked > LOOKS_BEFORE_ASKING) {
        beans = Beans.of(pid);
      }
      if (beans != null) {
        last = beans.spent();
        first = first == null ? last : first;
      }
    } catch (IOException | AttachNotSupportedException | RuntimeException e) {
      // The process has ended; what was seen before stands.
      looks.cancel(false);
    }
  }

  /** Memory that only this process has, and its part of what it shares with others. */
  static double megabytes(String smapsRollup) {
    Matcher share = SHARE.matcher(smapsRollup);
    return share.find() ? Long.parseLong(share.group(1)) / KIB_PER_MEGABYTE : 0;
  }

  /** The largest share that was seen. */
  public synchronized double peakMegabytes() {
    return peakMegabytes;
  }

  /** The part of the time spent on collections, in percent; NaN when the JVM told nothing. */
  public synchronized double collectingPercent() {
    if (first == null || last == null || last.upMillis() == first.upMillis()) {
      return Double.NaN;
    }
    return 100.0
        * (last.collectingMillis() - first.collectingMillis())
        / (last.upMillis() - first.upMillis());
  }

  /** Looks a last time. */
  @Override
  public void close() {
    looks.cancel(false);
    look();
    thread.shutdownNow();
    synchronized (this) {
      if (beans != null) {
        try {
          beans.connector().close();
        } catch (IOException e) {
          // The process went first.
          beans = null;
        }
      }
    }
  }
}
