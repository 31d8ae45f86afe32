package dev.fencepost.coordinator.loop;

import dev.fencepost.coordinator.CoordinatorSettings;
import dev.fencepost.coordinator.control.EndJobReader;
import dev.fencepost.coordinator.control.EndJobSender;
import dev.fencepost.coordinator.position.PositionRounds;
import dev.fencepost.coordinator.supervise.LandingSupervisor;
import dev.fencepost.engine.fence.CatchUp;
import dev.fencepost.engine.job.CommandDriver;
import dev.fencepost.engine.job.CompletionMonitor;
import dev.fencepost.engine.job.JobMonitor;
import dev.fencepost.engine.job.JobOwnership;
import dev.fencepost.engine.job.Nodes;
import dev.fencepost.engine.job.ScanDriver;
import dev.fencepost.engine.job.TaskReaper;
import dev.fencepost.engine.supervise.LandingSupervision;
import dev.fencepost.sql.transaction.Database;
import dev.fencepost.sql.transaction.DatabaseException;
import dev.fencepost.sql.transaction.KeptConnection;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All loops of one coordinator, from {@link #start} to {@link #close}. */
public final class Coordination implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Coordination.class);

  /** Short, because a loop repeats by itself and says so. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** Sessions of this name may be ended by whoever waits in vain for the turn they hold. */
  private static final String LANDING_PREFIX = "fencepost-landing-positions-";

  private static final Duration POSITIONS_PAUSE = Duration.ofSeconds(1);
  private static final Duration SUPERVISION_PAUSE = Duration.ofSeconds(2);

  private final CoordinatorSettings settings;
  private final MeterRegistry metrics;

  /** Another life of the same node is another owner: what the former one held is not ours. */
  private final String owner;

  private final List<KeptConnection> connections = new ArrayList<>();
  private final List<Loop> loops = new ArrayList<>();
  private final List<AutoCloseable> clients = new ArrayList<>();
  private final HeldJobs held;
  private final Troubles troubles;
  private final JobRounds jobs;

  public Coordination(CoordinatorSettings settings, MeterRegistry metrics) {
    this.settings = settings;
    this.metrics = metrics;
    this.owner = settings.nodeId() + "-" + UUID.randomUUID().toString().substring(0, 8);
    Database claiming = connection();
    this.held = new HeldJobs(settings.jobLease());
    this.troubles = new Troubles(settings.nodeId());
    this.jobs =
        new JobRounds(
            ownership(claiming),
            ownership(connection()),
            new ScanDriver(claiming),
            new CommandDriver(claiming),
            held,
            metrics);
  }

  public String owner() {
    return owner;
  }

  /** Starts the loops. */
  public void start() {
    LOG.info("The coordinator {} of the group {} is ready.", owner, settings.nodeGroup());
    loop("Driving jobs", settings.pause(), jobs::claimAndDrive);
    loop("Renewing leases", settings.jobLease().dividedBy(4), jobs::renew);
    Database reaping = connection();
    ReaperRounds reaper =
        new ReaperRounds(settings, new Nodes(reaping), new TaskReaper(reaping), troubles, metrics);
    loop("Reaping tasks", ReaperRounds.PAUSE, reaper::round);
    EndJobSender sender =
        new EndJobSender(
            settings.kafka(),
            owner,
            new JobMonitor(connection()),
            job -> held.mayActFor(job, System.nanoTime()));
    clients.add(sender);
    loop("The job monitor", settings.pause(), sender::round);
    EndJobReader reader =
        new EndJobReader(settings.kafka(), new CompletionMonitor(connection()), metrics);
    clients.add(reader);
    loop("The completion monitor", Duration.ZERO, reader::round);
    loop("The catch-up monitor", settings.pause(), new CatchUp(connection())::check);
    PositionRounds positions =
        new PositionRounds(
            settings.kafka(), connection(LANDING_PREFIX + settings.nodeId()), metrics);
    clients.add(positions);
    loop("The position monitor", POSITIONS_PAUSE, positions::round);
    supervise();
  }

  private void supervise() {
    @Nullable Path jar = settings.supervision().jar();
    if (jar == null) {
      LOG.info("FENCEPOST_LANDING_JAR is not set: others see to the landing job.");
      return;
    }
    LandingSupervisor supervisor =
        new LandingSupervisor(
            supervision(), jar, settings.supervision().flinkUrl(), metrics, InstantSource.system());
    clients.add(supervisor);
    loop("Supervising the landing job", SUPERVISION_PAUSE, supervisor::round);
    // A round may take longer than the lease lasts, because it brings a jar to the cluster.
    loop("Renewing the supervision", settings.jobLease().dividedBy(4), supervision()::hold);
  }

  private LandingSupervision supervision() {
    return new LandingSupervision(connection(), owner, settings.jobLease());
  }

  private void loop(String name, Duration pause, Runnable round) {
    loops.add(Loop.start(name, pause, troubles.noting(name, round)));
  }

  private JobOwnership ownership(Database database) {
    return new JobOwnership(database, owner, settings.nodeGroup(), settings.jobLease());
  }

  /** A connection for one thread. */
  private Database connection() {
    return connection(settings.database().applicationName());
  }

  private Database connection(String applicationName) {
    KeptConnection connection =
        new KeptConnection(settings.database().as(applicationName)::connectForShortAnswers);
    connections.add(connection);
    return new Database(connection).withPatience(PATIENCE);
  }

  /** Ends the loops and gives the jobs back. */
  @Override
  public void close() {
    loops.forEach(Loop::stop);
    loops.forEach(Loop::close);
    try {
      jobs.release();
    } catch (DatabaseException e) {
      LOG.warn("The jobs were not given back, their leases will end: {}", e.getMessage());
    }
    for (AutoCloseable client : clients) {
      try {
        client.close();
      } catch (Exception e) {
        LOG.debug("closing a client failed", e);
      }
    }
    connections.forEach(KeptConnection::close);
    LOG.info("The coordinator {} has ended.", owner);
  }
}
