package dev.fencepost.streaming.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.landing.Incoming.Sender;
import java.io.IOException;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class RawRecordSerializerTest {

  private final TypeSerializer<RawRecord> serializer =
      RawRecordType.INSTANCE.createSerializer(new SerializerConfigImpl());

  @Test
  void what_was_written_is_read_again() throws IOException {
    assertThat(copyOf(RawRecord.read(3, 1L << 40, null, new byte[] {1, 2, 3})))
        .isEqualTo(RawRecord.read(3, 1L << 40, null, new byte[] {1, 2, 3}));
    RawRecord ofTask = RawRecord.read(3, 4, new Sender(1L << 50, 6, 7), new byte[] {1});
    assertThat(copyOf(ofTask)).isEqualTo(ofTask);
    assertThat(copyOf(ofTask).sender()).isEqualTo(new Sender(1L << 50, 6, 7));
    assertThat(copyOf(RawRecord.start(7, 2, 55))).isEqualTo(RawRecord.start(7, 2, 55));
  }

  @Test
  void a_record_without_a_value_is_not_one_with_an_empty_value() throws IOException {
    assertThat(copyOf(RawRecord.read(0, 5, null, null)).value()).isNull();
    assertThat(copyOf(RawRecord.read(0, 5, null, new byte[0])).value()).isEmpty();
  }

  private RawRecord copyOf(RawRecord record) throws IOException {
    DataOutputSerializer written = new DataOutputSerializer(64);
    serializer.serialize(record, written);
    return serializer.deserialize(new DataInputDeserializer(written.getCopyOfBuffer()));
  }
}
