package dev.fencepost.core.landing;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.core.landing.Incoming.EndMarker;
import dev.fencepost.core.landing.Incoming.FindingRecord;
import dev.fencepost.core.landing.Incoming.Malformed;
import dev.fencepost.core.landing.Incoming.ObjectRecord;
import dev.fencepost.core.landing.Incoming.Origin;
import dev.fencepost.core.landing.Incoming.Sender;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a landing will do about a batch: which findings it upserts, which records become dead
 * letters, and what becomes of the tasks. Made from values alone.
 */
public final class BatchPlan {

  /** A record by its place. */
  public record Place(int partition, long offset) {}

  /** A finding to be upserted. */
  public record Landing(int partition, FindingRecord record) {

    public long scanEpoch() {
      Origin origin = record.origin();
      return origin == null ? 0 : origin.scanEpoch();
    }

    /** The same record with a finding that was completed. */
    public Landing with(Finding finding) {
      return new Landing(
          partition,
          new FindingRecord(
              record.offset(), record.origin(), finding, record.deleted(), record.payload()));
    }

    private boolean isNewerThan(Landing other) {
      return scanEpoch() > other.scanEpoch()
          || (scanEpoch() == other.scanEpoch() && record.offset() > other.record.offset());
    }
  }

  /** What a scan saw of an object, to be stored. */
  public record ObjectLanding(int partition, ObjectRecord record) {

    private boolean isNewerThan(ObjectLanding other) {
      long epoch = record.origin().scanEpoch();
      long otherEpoch = other.record.origin().scanEpoch();
      return epoch > otherEpoch || (epoch == otherEpoch && record.offset() > other.record.offset());
    }
  }

  private record ObjectKey(String datasource, String objectPath) {}

  /**
   * A record that is kept aside.
   *
   * @param sender who says that it sent it, null when nobody does whom it fits
   */
  public record DeadLetter(
      Place place, Rejection rejection, @Nullable Sender sender, Payload payload) {}

  /** A task whose data is complete with this batch. */
  public record Consumed(TaskView task, EndMarker marker, boolean sweep) {}

  private static final Rejection REFUSED =
      new Rejection(Rejection.Reason.REFUSED_BY_DATABASE, "the database refused the row");

  private final int sourceNo;
  private final Set<Place> refused;
  private final TaskLedger tasks;
  private final List<Landing> landings = new ArrayList<>();
  private final List<ObjectLanding> objects = new ArrayList<>();
  private final List<DeadLetter> deadLetters = new ArrayList<>();
  private final List<Consumed> consumed = new ArrayList<>();
  private final Map<Long, String> failures = new HashMap<>();
  private long ignored;

  private BatchPlan(int sourceNo, TaskLedger tasks, Set<Place> refused) {
    this.sourceNo = sourceNo;
    this.tasks = tasks;
    this.refused = refused;
  }

  /**
   * Takes the records of each partition in their order.
   *
   * @param found the tasks that the records name, as far as they exist
   * @param refused records that the database would not store
   */
  public static BatchPlan of(
      int sourceNo, List<PartitionBatch> batches, Collection<TaskView> found, Set<Place> refused) {
    BatchPlan plan = new BatchPlan(sourceNo, new TaskLedger(found), refused);
    for (PartitionBatch batch : batches) {
      for (Incoming record : batch.records()) {
        plan.take(batch.partition(), record);
      }
    }
    return plan;
  }

  private void take(int partition, Incoming record) {
    if (record instanceof FindingRecord finding) {
      takeFinding(partition, finding);
    } else if (record instanceof ObjectRecord object) {
      takeObject(partition, object);
    } else if (record instanceof EndMarker marker) {
      takeEnd(partition, marker);
    } else if (record instanceof Malformed malformed) {
      reject(partition, malformed, malformed.sender(), malformed.rejection(), malformed.payload());
    }
  }

  /** A record of a task's own that is kept aside counts for it, so that its END adds up. */
  private void reject(
      int partition, Incoming record, @Nullable Sender sender, Rejection why, Payload payload) {
    TaskView task = sender == null ? null : tasks.find(sender.taskId());
    Attribution whose = LandingRules.attribute(sender, task, sourceNo, partition);
    deadLetters.add(
        new DeadLetter(
            new Place(partition, record.offset()),
            why,
            // What stands beside unreadable bytes is believed only where it fits.
            record instanceof Malformed && whose == Attribution.NOBODY ? null : sender,
            payload));
    if (whose == Attribution.COUNTED && sender != null) {
      tasks.countDeadLetter(sender.taskId());
    }
  }

  private void takeFinding(int partition, FindingRecord record) {
    Origin origin = record.origin();
    Sender sender = origin == null ? null : origin.sender();
    TaskView task = sender == null ? null : tasks.find(sender.taskId());
    Place place = new Place(partition, record.offset());
    Decision decision = LandingRules.decide(record, task, sourceNo, partition);
    if (decision instanceof Decision.Reject reject) {
      reject(partition, record, sender, reject.rejection(), record.payload());
    } else if (decision instanceof Decision.Ignore) {
      ignored++;
    } else if (refused.contains(place)) {
      reject(partition, record, sender, REFUSED, record.payload());
    } else {
      landings.add(new Landing(partition, record));
      if (sender != null) {
        tasks.countLanded(sender.taskId());
      }
    }
  }

  private void takeObject(int partition, ObjectRecord record) {
    TaskView task = tasks.find(record.origin().taskId());
    Decision decision = LandingRules.decide(record, task, sourceNo, partition);
    if (decision instanceof Decision.Reject reject) {
      reject(partition, record, record.origin().sender(), reject.rejection(), record.payload());
    } else if (decision instanceof Decision.Ignore || task == null) {
      ignored++;
    } else if (refused.contains(new Place(partition, record.offset()))) {
      reject(partition, record, record.origin().sender(), REFUSED, record.payload());
    } else {
      if (LandingRules.tellsOfObjects(task)) {
        objects.add(new ObjectLanding(partition, record));
      }
      tasks.countLanded(task.taskId());
    }
  }

  private void takeEnd(int partition, EndMarker marker) {
    TaskView task = tasks.find(marker.taskId());
    EndDecision decision = LandingRules.decide(marker, task, sourceNo, partition);
    if (decision instanceof EndDecision.Reject reject) {
      deadLetters.add(
          new DeadLetter(
              new Place(partition, marker.offset()), reject.rejection(), null, marker.payload()));
    } else if (decision instanceof EndDecision.Consume consume && task != null) {
      consumed.add(new Consumed(task, marker, consume.sweep()));
      tasks.consumed(task.taskId());
      if (consume.sweep()) {
        tasks.swept(task.datasource(), task.scanEpoch());
      }
    } else if (decision instanceof EndDecision.Retry retry) {
      tasks.retried(marker.taskId());
      failures.put(marker.taskId(), retry.failure());
    } else if (decision instanceof EndDecision.Fail fail) {
      tasks.failed(marker.taskId());
      failures.put(marker.taskId(), fail.failure());
    } else {
      ignored++;
    }
  }

  /** The newest record of each finding; older ones of the same batch are never stored. */
  public List<Landing> newest() {
    Map<String, Landing> newest = new HashMap<>(2 * landings.size());
    for (Landing landing : landings) {
      newest.merge(landing.record().finding().id(), landing, (a, b) -> b.isNewerThan(a) ? b : a);
    }
    return List.copyOf(newest.values());
  }

  public List<Landing> landings() {
    return landings;
  }

  /** What newest scans saw of objects. */
  public List<ObjectLanding> objects() {
    return objects;
  }

  /** The newest record of each object. */
  public List<ObjectLanding> newestObjects() {
    Map<ObjectKey, ObjectLanding> newest = new HashMap<>();
    for (ObjectLanding one : objects) {
      newest.merge(
          new ObjectKey(one.record.datasource(), one.record.objectPath()),
          one,
          (a, b) -> b.isNewerThan(a) ? b : a);
    }
    return List.copyOf(newest.values());
  }

  public List<DeadLetter> deadLetters() {
    return deadLetters;
  }

  public List<Consumed> consumed() {
    return consumed;
  }

  /** The tasks as they are after the batch. */
  public Collection<TaskView> tasksAfter() {
    return tasks.all();
  }

  /** Why tasks were retried or failed, by task. */
  public Map<Long, String> failures() {
    return failures;
  }

  /** How many records were copies of what another attempt sent or will send. */
  public long ignored() {
    return ignored;
  }
}
