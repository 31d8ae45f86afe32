package dev.fencepost.streaming.record;

import dev.fencepost.core.landing.Incoming.Sender;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Source number (0 for a record), partition, offset, the sender's task (0 for none), job and
 * attempt, length of the value (-1 for none), value. The operators run chained and no state holds
 * records, so this is written only if a user breaks the chain.
 */
final class RawRecordSerializer extends TypeSerializerSingleton<RawRecord> {

  static final RawRecordSerializer INSTANCE = new RawRecordSerializer();

  private static final long serialVersionUID = 1;
  private static final int NO_VALUE = -1;

  /** Numbers of tasks begin at 1. */
  private static final Sender NOBODY = new Sender(0, 0, 0);

  /** Named in savepoints; the format above is its version. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<RawRecord> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }

  @Override
  public void serialize(RawRecord record, DataOutputView target) throws IOException {
    target.writeInt(record.sourceNo());
    target.writeInt(record.partition());
    target.writeLong(record.offset());
    Sender sender = record.sender() == null ? NOBODY : record.sender();
    target.writeLong(sender.taskId());
    target.writeLong(sender.jobId());
    target.writeInt(sender.attempt());
    byte @Nullable [] value = record.value();
    if (value == null) {
      target.writeInt(NO_VALUE);
    } else {
      target.writeInt(value.length);
      target.write(value);
    }
  }

  @Override
  public RawRecord deserialize(DataInputView source) throws IOException {
    int startOfSource = source.readInt();
    int partition = source.readInt();
    long offset = source.readLong();
    Sender named = new Sender(source.readLong(), source.readLong(), source.readInt());
    @Nullable Sender sender = named.equals(NOBODY) ? null : named;
    int length = source.readInt();
    if (length == NO_VALUE) {
      return RawRecord.restored(startOfSource, partition, offset, sender, null);
    }
    byte[] value = new byte[length];
    source.readFully(value);
    return RawRecord.restored(startOfSource, partition, offset, sender, value);
  }

  @Override
  public RawRecord deserialize(RawRecord reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  /** Records never change, so a copy is the record itself. */
  @Override
  public RawRecord copy(RawRecord from) {
    return from;
  }

  @Override
  public RawRecord copy(RawRecord from, RawRecord reuse) {
    return from;
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public RawRecord createInstance() {
    return RawRecord.read(0, 0, null, null);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public TypeSerializerSnapshot<RawRecord> snapshotConfiguration() {
    return new Snapshot();
  }
}
