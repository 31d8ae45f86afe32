package dev.fencepost.discovery.worker;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.core.job.FailureKind;
import dev.fencepost.discovery.classify.Fingerprints;
import dev.fencepost.discovery.classify.ObjectScan;
import dev.fencepost.discovery.classify.ObjectScan.Outcome;
import dev.fencepost.discovery.classify.ObjectScanner;
import dev.fencepost.discovery.classify.ScannedSource;
import dev.fencepost.discovery.connector.Connector;
import dev.fencepost.discovery.connector.ConnectorException;
import dev.fencepost.discovery.connector.ConnectorFactory;
import dev.fencepost.discovery.connector.Credentials;
import dev.fencepost.discovery.connector.KeyRange;
import dev.fencepost.discovery.connector.Listed;
import dev.fencepost.discovery.connector.Listed.StoredObject;
import dev.fencepost.discovery.connector.Listing;
import dev.fencepost.discovery.connector.SourceBusyException;
import dev.fencepost.discovery.detect.Detectors;
import dev.fencepost.discovery.partition.Scope;
import dev.fencepost.discovery.partition.ScopeCutter;
import dev.fencepost.discovery.partition.ScopePlan;
import dev.fencepost.discovery.worker.FindingsSender.Sending;
import dev.fencepost.engine.job.ClaimedTask;
import dev.fencepost.engine.job.TaskScope;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a task does with its data source, without the database. */
final class TaskWork {

  /** About fifty parts of a small data source; of a large one, parts of some minutes each. */
  static final ScopePlan USUAL_PLAN = new ScopePlan(48, 8, 5_000, 256L << 20);

  /** So much of a slow listing may have to be done again. */
  private static final long PIECE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final ConnectorFactory connectors;
  private final Credentials credentials;
  private final ChosenDetectors detectors = new ChosenDetectors();
  private final Fingerprints fingerprints;
  private final ScopePlan plan;
  private final InstantSource clock;

  TaskWork(
      ConnectorFactory connectors,
      Credentials credentials,
      Fingerprints fingerprints,
      ScopePlan plan,
      InstantSource clock) {
    this.connectors = connectors;
    this.credentials = credentials;
    this.fingerprints = fingerprints;
    this.plan = plan;
    this.clock = clock;
  }

  /** Where the scopes of a part of a data source go before the rest of it is listed. */
  interface Pieces {
    void write(List<TaskScope> scopes) throws AttemptFailed;
  }

  /**
   * Lists what is still to be listed of the data source and cuts it; the scopes cover every key
   * there can be from there on.
   *
   * @param pieces gets the scopes of all but the last piece: as soon as it is certain how they are
   *     cut, or some seconds have passed
   * @return the scopes of the last piece
   */
  List<TaskScope> enumerate(Hold hold, Pieces pieces) throws AttemptFailed {
    String from = hold.task().scopeFrom();
    ScopeCutter cutter = new ScopeCutter(plan, from);
    long begun = System.nanoTime();
    try (Connector connector = connect(hold.task());
        Listing listing = connector.list(new KeyRange(from, null))) {
      for (Optional<Listed> next = listing.next(); next.isPresent(); next = listing.next()) {
        hold.check();
        // What cannot be listed is counted by the task whose scope it is in.
        if (next.get() instanceof StoredObject object) {
          if (cutter.isFull() || System.nanoTime() - begun >= PIECE_NANOS) {
            write(pieces, cutter.cutBefore(object.key()));
            begun = System.nanoTime();
          }
          cutter.add(object.key(), object.bytes());
        }
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
    return cutter.scopes().stream().map(TaskWork::scope).toList();
  }

  private static void write(Pieces pieces, List<Scope> scopes) throws AttemptFailed {
    if (!scopes.isEmpty()) {
      pieces.write(scopes.stream().map(TaskWork::scope).toList());
    }
  }

  private static TaskScope scope(Scope scope) {
    return new TaskScope(scope.range().from(), scope.range().to());
  }

  /**
   * Reads every object of the task's scope and sends what is found.
   *
   * @return how many objects could not be read; about these nothing is known
   */
  long classify(Hold hold, Sending sending) throws AttemptFailed {
    ClaimedTask task = hold.task();
    long failures = 0;
    try (Connector connector = connect(task);
        Listing listing = connector.list(new KeyRange(task.scopeFrom(), task.scopeTo()))) {
      ObjectScanner scanner = scanner(task, connector);
      for (Optional<Listed> next = listing.next(); next.isPresent(); next = listing.next()) {
        hold.check();
        boolean read = next.get() instanceof StoredObject object && read(scanner, object, sending);
        failures += read ? 0 : 1;
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
    hold.check();
    return failures;
  }

  private static boolean read(ObjectScanner scanner, StoredObject object, Sending sending)
      throws IOException, AttemptFailed {
    ObjectScan scan = scanner.scan(object.key());
    if (scan.outcome() != Outcome.VANISHED) {
      // A listing may know what opening does not tell, for example the owner in an object store.
      sending.send(object.key(), SeenObjects.attributes(scan.facts().or(object.facts())));
    }
    for (Finding finding : scan.findings()) {
      sending.send(finding);
    }
    return scan.outcome() != Outcome.UNREADABLE;
  }

  private ObjectScanner scanner(ClaimedTask task, Connector connector) throws AttemptFailed {
    return new ObjectScanner(
        new ScannedSource(task.datasource(), task.nodeGroup()),
        connector,
        detectors(task),
        fingerprints,
        clock,
        mostBytes(task));
  }

  private static long mostBytes(ClaimedTask task) {
    @Nullable Long limit = task.limits().maxObjectBytes();
    return limit == null ? ObjectScanner.DEFAULT_MOST_BYTES : limit;
  }

  private Detectors detectors(ClaimedTask task) throws AttemptFailed {
    try {
      return detectors.of(task.detection());
    } catch (IllegalArgumentException e) {
      throw new AttemptFailed(FailureKind.FINAL, String.valueOf(e.getMessage()));
    }
  }

  private Connector connect(ClaimedTask task) throws AttemptFailed {
    try {
      return connectors.create(task.connectorKind(), task.configuration(), credentials);
    } catch (ConnectorException e) {
      throw new AttemptFailed(FailureKind.FINAL, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static AttemptFailed unreadable(IOException cause) {
    FailureKind kind =
        cause instanceof SourceBusyException ? FailureKind.DOES_NOT_COUNT : FailureKind.COUNTS;
    return new AttemptFailed(kind, "The data source cannot be read: " + cause.getMessage());
  }
}
